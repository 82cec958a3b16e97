"""Databases of former releases, migrated to today."""
