"""Recorded requests of another place, played again through the one door at their recorded times."""
