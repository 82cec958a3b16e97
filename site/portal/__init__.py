"""Floor 4: how people reach us."""
