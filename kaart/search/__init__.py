"""Finding: the index of the search, and places and postcodes."""
