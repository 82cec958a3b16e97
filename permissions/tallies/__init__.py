"""Counts of what happened, for operators: how many, never who or what."""
