"""What is proved of cases: keyed digests of their rows in the audit trail, and whether the rows still say that."""
