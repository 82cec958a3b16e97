"""The rows of what someone must still be told, and of what the platform must still do."""
