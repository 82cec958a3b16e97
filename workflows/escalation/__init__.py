"""Ladders: after how long without an act, to which post."""
