"""The catalogue of roles: a role is a named set of rights."""
