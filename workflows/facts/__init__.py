"""The names that conditions may use."""
