"""Reports that people put together and keep: their questions, when they are sent, their files, tables kept of them."""
