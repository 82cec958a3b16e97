"""What the demo world's owners publish: where a request without an agency goes, and what complaints are about."""
