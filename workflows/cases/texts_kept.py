"""What people wrote in a case, for deciding its past again: as it is kept today, or that it is not."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.now import now
from workflows.cases.facts import read_fact
from workflows.cases.models import Case, FilledField
from workflows.cases.past import AT, NotKept
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.facts.catalogue import ANSWER, FIELD
from workflows.facts.conditions import Ask, Value


@dataclass(slots=True)
class _Asked:
    state: State
    rules: Rules


def texts_of(case: Case, state: State | None = None) -> Ask:
    """The sealed facts of a case by their names, each read only when it is asked for; raises ``NotKept``.

    ``state``: where its words and answers were read already, for many cases at once.

    Every case began with a statement or a recording: where neither is there, its words were erased, and an empty place
    says nothing.
    """
    asked = _Asked(state or State(case, case.kind), Rules(at=now()))

    def text(name: str) -> Value:
        if name.startswith(FIELD):
            return _filled_in(case, *name.removeprefix(FIELD).split(AT))
        state = asked.state
        kept = state.answer(name.removeprefix(ANSWER)) if name.startswith(ANSWER) else state.keeps_words
        if not kept:
            raise NotKept(name)
        return read_fact(asked, name)

    return text


def _filled_in(case: Case, key: str, number: str) -> Value:
    """What had been filled in last by an event."""
    rows = FilledField.objects.filter(case=case, key=key, event_number__lte=int(number)).order_by("event_number", "id")
    last = rows.last()
    if last is None or not last.value:
        raise NotKept(f"{FIELD}{key}")
    return str(last.value)
