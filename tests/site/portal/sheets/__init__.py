"""Spreadsheets at the screens of the staff."""
