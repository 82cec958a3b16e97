"""The custodian's screens: who asks to know a hidden citizen, and what became of it."""
