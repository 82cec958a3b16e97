"""Names a reader of a request."""
