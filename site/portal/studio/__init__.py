"""The process owners' studio in the admin."""
