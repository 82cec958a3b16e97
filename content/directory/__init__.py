"""The public list of agencies."""
