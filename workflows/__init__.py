"""Floor 2: how cases are worked."""
