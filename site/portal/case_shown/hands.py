"""Through whose hands an answer went, where its process keeps them apart: who prepared it and who reviewed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.cases.models import CaseEvent
from workflows.cases.state import State
from workflows.processes.definition import TaskStep


@dataclass(frozen=True, slots=True)
class Hand:
    """What somebody did of an answer, the step of that, and their name."""

    did: str
    step: str
    person: str


def hands(state: State, events: Sequence[CaseEvent]) -> list[Hand]:
    """Of each step that is kept apart from another who left it last, in the order in which they were; none where the
    process keeps none apart. ``events`` are all of the case, with who acted."""
    tasks = {key: step for key, step in state.process.steps.items() if isinstance(step, TaskStep)}
    reviewed = {key for task in tasks.values() for key in task.not_by}
    people = {event.actor_user_id: event.actor_user for event in events}
    found: dict[str, Hand] = {}
    for work in state.works if reviewed else ():
        task = tasks.get(work.step)
        if work.done_by and task is not None and (task.not_by or task.key in reviewed):
            did = _("Reviewed by") if task.not_by else _("Prepared by")
            found.pop(task.key, None)
            found[task.key] = Hand(did, in_language(task.name), str(people.get(work.done_by[0], "") or "–"))
    return list(found.values())
