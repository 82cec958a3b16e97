"""The screens on which people make, keep, share and send their own reports."""
