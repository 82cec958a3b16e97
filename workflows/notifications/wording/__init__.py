"""What letters say: as the code delivers it, until an owner changes a topic's words."""
