"""The rows of what someone must still be told."""
