"""Who looked: who came in and who did not, what was read, refused and taken away, each sealed into the audit trail."""
