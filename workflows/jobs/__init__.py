"""What takes longer than a page: rows with a cursor and what was found so far."""
