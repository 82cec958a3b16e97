"""Public bodies, their posts and who holds them."""
