"""Migrations of floor 3."""
