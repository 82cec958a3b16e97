"""Tells other systems that a page was published, taken away or moved, where the operators name any (webhooks)."""
