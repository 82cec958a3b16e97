"""The way in for the staff: how often somebody may try, which device is known, and what its owner is told."""
