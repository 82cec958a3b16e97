"""What the steps that a case has left are called by the version to which it was moved since."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, Work
from workflows.cases.past import carried_over
from workflows.cases.state import State
from workflows.processes.advance import Token


def called_now(work: Work, moves: Iterable[CaseEvent]) -> str:
    """The key of its step; ``moves``: the events by which its case was moved, in their order.

    Work that is done keeps the key that it had, and the diary says which other one an owner made of it.
    """
    step, done_at = work.step, work.done_at
    if done_at is None:
        return step
    later = [each for each in moves if each.at >= done_at]
    undone = {each.data.get("undoes") for each in later}
    for each in later:
        if each.data["plan"] not in undone:
            step = each.data.get("renamed", {}).get(step, step)
    return step


def carried_on(event: CaseEvent, moves: Iterable[CaseEvent]) -> Token:
    """Where work stands, if it is still open, on which somebody acted by an event."""
    token = Token(event.branch, event.step)
    for each in moves:
        if each.number > event.number:
            token = carried_over(each).get(token, token)
    return token


def moves_of(state: State) -> list[CaseEvent]:
    """The events by which a case was moved, in their order."""
    if state.case_id is None:
        return []
    return list(CaseEvent.objects.filter(case=state.case_id, verb=EventVerb.MOVED).order_by("number"))
