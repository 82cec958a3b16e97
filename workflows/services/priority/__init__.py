"""Sets the priority of a request."""
