"""How a process looks to any reader: one drawing for owners, officers and files."""
