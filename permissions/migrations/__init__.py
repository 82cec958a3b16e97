"""Migrations of floor 1."""
