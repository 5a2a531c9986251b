"""Views: one function for each kind of page turns site and plan into the values of its template."""
