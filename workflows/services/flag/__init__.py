"""Sets a flag of a request."""
