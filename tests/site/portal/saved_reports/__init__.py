"""The screens of own reports."""
