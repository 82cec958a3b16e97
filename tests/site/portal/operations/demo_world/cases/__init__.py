"""Past cases of the demo world."""
