"""Past cases that look like life, loaded in bulk."""
