"""By email."""
