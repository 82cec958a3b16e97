"""By e-mail."""
