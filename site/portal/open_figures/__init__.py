"""The open figures: pages, files and a feed for everybody."""
