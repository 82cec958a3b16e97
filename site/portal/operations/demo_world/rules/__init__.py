"""The rules of the demo world: where requests go and how fast they must be answered."""
