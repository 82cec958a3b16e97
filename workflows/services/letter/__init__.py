"""Sends a letter that owners have made."""
