"""Flyers: what is on them, and how that becomes a PDF."""
