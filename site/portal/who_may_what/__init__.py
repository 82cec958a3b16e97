"""The table of who may what: read by people, drawn on a screen, walked by a test."""
