"""What search engines ask for: what they may read, and where it all is."""
