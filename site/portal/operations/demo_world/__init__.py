"""The demo world: Jordan's public bodies, the people in them, and the rules they work by."""
