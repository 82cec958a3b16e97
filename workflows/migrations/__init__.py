"""Migrations of floor 2."""
