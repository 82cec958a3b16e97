"""The catalogue of roles."""
