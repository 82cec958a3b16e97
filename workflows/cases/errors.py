"""Why the door stays shut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from workflows.cases.models import CaseEvent


class NotAllowed(Exception):
    """The actor has no right to this on that case; screens answer as if the case did not exist."""


class NotPossible(Exception):
    """The case is not in a state for this. ``message`` is a translated sentence that says what to do instead."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


class Meanwhile(NotPossible):
    """The citizen or a colleague wrote after the page was drawn from which this was sent: it is to be read first."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing was sent yet: something was said here since you opened the request. Read it first.")
        )


class DoneAlready(Exception):
    """This very form was sent before, and became ``event``: nothing is left to do."""

    def __init__(self, event: CaseEvent) -> None:
        super().__init__(event.pk)
        self.event = event
