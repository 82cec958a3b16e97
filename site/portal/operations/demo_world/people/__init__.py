"""The people of the demo world."""
