"""The audit trail as the auditor reads it: in words, and without a door to anything."""
