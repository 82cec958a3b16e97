"""What the platform promises, path for path."""
