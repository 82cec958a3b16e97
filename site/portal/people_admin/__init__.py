"""Staff accounts in the admin."""
