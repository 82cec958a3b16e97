"""Write transactions: whose turn it is, and what is locked in which order."""
