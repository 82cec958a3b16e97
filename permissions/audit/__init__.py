"""The audit trail: append-only, and sealed entry over entry with a key that the database does not hold."""
