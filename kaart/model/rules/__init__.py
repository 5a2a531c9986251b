"""Rules that need more than one record: `check.py` has the list."""
