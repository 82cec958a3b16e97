"""By text message."""
