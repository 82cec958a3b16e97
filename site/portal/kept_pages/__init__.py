"""Pages that are the same for everybody are drawn once, and not again before something on them changes."""
