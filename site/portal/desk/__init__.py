"""The officers' desk in the admin."""
