"""The records that authors may write: each key once, with its Dutch label, its help and its check."""
