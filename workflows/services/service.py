"""What an automatic act is: what it asks of an owner, and what it does, outside or to the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise

from workflows.cases.change import Change
from workflows.cases.rules import Rules
from workflows.outbox.models import ServiceCall
from workflows.processes.automatic import Question, Values
from workflows.processes.definition import ProcessDefinition

Words = str | Promise


class NotServed(Exception):
    """It could not be done. ``code``: why, one of the act's ``reasons`` or of those of ``doing.py``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Call:
    """What an act outside is told, and all that may leave: nobody's words.

    ``key``: the same however often it is tried; ``event``: the id of the event by which it was asked for, at ``at``.
    """

    key: str
    event: int
    tracking: str
    step: str
    at: datetime
    values: Values


class Service:
    """One act. A folder has one of a subclass, as ``SERVICE``; it overrides ``outside`` or ``decide``, or both.

    ``reasons``: by code, in words for operators, why it may fail. ``place``: where it stands in the list of owners.
    """

    name: str = ""
    title: ClassVar[Words]
    hint: ClassVar[Words] = ""
    questions: ClassVar[tuple[Question, ...]] = ()
    reasons: ClassVar[dict[str, Words]] = {}
    place: ClassVar[int] = 100

    def problems(self, values: Values, process: ProcessDefinition) -> Iterable[str]:
        """Sentences that say why it cannot be done with these values."""
        return ()

    def fills(self, values: Values) -> str:
        """The key of the field of the process that it fills in; nothing where it fills in none."""
        return ""

    def outside(self, call: Call) -> None:
        """What is done in the world, in no transaction, before ``decide``. Raises ``NotServed``.

        It may be asked for again although it was done: whoever takes it tells by ``call.key``.
        """

    def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
        """What is done to the case, in memory, inside its door, once. Raises ``NotServed``: nothing is done then."""

    @property
    def goes_outside(self) -> bool:
        """Whether it waits for somebody else's machine."""
        return type(self).outside is not Service.outside
