"""Why there is no answer."""

from __future__ import annotations


class CannotReckon(ValueError):
    """A question that has no answer; the message is a sentence for whoever asked, in their language."""
