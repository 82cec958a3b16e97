"""Floor 3: what people read and fill in."""
