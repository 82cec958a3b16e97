"""An order, done part by part: each part is one commit with the progress that it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override

from permissions.actors import Actor
from workflows.cases.actions import Action
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import Tried, apply_each
from workflows.cases.state import State
from workflows.jobs.models import Job
from workflows.jobs.services import Found, Undone
from workflows.notifications.addresses import addresses
from workflows.notifications.to_assigned import ask_for_letter
from workflows.together.orders import Doing, Order
from workflows.transactions.turn import write_transaction

GONE: Final[dict[str, str]] = {}
"""In the place of a sentence, of a case that is not theirs (any more): of it nothing is told."""


class Together:
    """``found``: ``changed``, how each case was before by its id as a text; ``refused``, pairs of an id and why, in
    each language; ``without``, the same of those that were decided, but not given what goes with it."""

    size, writes = 25, True

    def begin(self, job: Job) -> None:
        if job.asked_by_id is None:
            raise Undone("nobody")
        self._job, self._order = job, Order.of(job)
        self._actor = Actor.staff(job.asked_by_id)
        self._language = addresses.staff_language(job.asked_by_id)

    def total(self) -> int:
        return len(self._order.works)

    def after(self, case_id: int) -> list[int]:
        return [each for each in sorted(self._order.works) if each > case_id][: self.size]

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        before: dict[int, Any] = {}

        def action(state: State) -> Action:
            before[state.case.pk] = self._order.before(state)
            return self._order.action(state)

        changed: dict[str, Any] = found.setdefault("changed", {})
        refused: list[Any] = found.setdefault("refused", [])
        for tried in self._apply(dict.fromkeys(case_ids, action)):
            if tried.event is not None:
                changed[str(tried.case_id)] = before[tried.case_id]
            else:
                refused.append(_why(tried))
        decided = [case_id for case_id in case_ids if str(case_id) in changed]
        for effect, lacking in self._order.effects(decided):
            given = self._apply({case_id: partial(_same, effect) for case_id in lacking})
            found.setdefault("without", []).extend(_why(tried) for tried in given if tried.event is None)

    def _apply(self, acts: Mapping[int, Callable[[State], Action]]) -> list[Tried]:
        with override(self._language):  # a sentence that names something is made where it is refused
            return apply_each(acts, actor=self._actor)

    def conclude(self, found: Found) -> None:
        """Whoever was given them is told once."""
        order, count = self._order, len(found.get("changed", ()))
        if order.doing == Doing.ASSIGN and count and order.said["user"] != self._actor.user_id:
            with write_transaction():
                ask_for_letter(order.said["user"], count, key=self._job.digest)


def _same(action: Action, _state: State) -> Action:
    return action


def _why(tried: Tried) -> list[Any]:
    return [tried.case_id, GONE if tried.refused is None else _in_all(tried.refused)]


def _in_all(refused: NotPossible) -> dict[str, str]:
    """Why, in each language of the platform: whoever reads it may change theirs meanwhile."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(refused.message)
    return found
