"""Takes what the outbox holds and tells it."""
