"""Why the door stays shut."""

from __future__ import annotations

from django.utils.functional import Promise


class NotAllowed(Exception):
    """The actor has no right to this on that case; screens answer as if the case did not exist."""


class NotPossible(Exception):
    """The case is not in a state for this. ``message`` is a translated sentence that says what to do instead."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message
