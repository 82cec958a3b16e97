"""The audit trail: append-only, chained."""
