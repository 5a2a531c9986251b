"""What each kind of page shows: one function a kind, which turns site and plan into a view for its template."""
