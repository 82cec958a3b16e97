"""Backups of an installation, and putting one back: database, files, and the keys of cases apart from both."""
