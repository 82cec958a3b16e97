"""Write transactions and their order."""
