"""The rows of what is due."""
