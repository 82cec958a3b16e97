"""The one rule that the demo world adds: which of its bodies a request without an agency goes to."""
