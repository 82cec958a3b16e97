"""Draft, published, retired: once, for all that owners publish."""
