"""An order, done part by part: each part is one commit with the progress that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override

from permissions.actors import Actor
from workflows.cases.actions import Action
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply_each
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
    each language."""

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
        with override(self._language):  # a sentence that names something is made where it is refused
            each = apply_each(dict.fromkeys(case_ids, action), actor=self._actor)
        for tried in each:
            if tried.event is not None:
                changed[str(tried.case_id)] = before[tried.case_id]
            else:
                refused.append([tried.case_id, GONE if tried.refused is None else _in_all(tried.refused)])

    def conclude(self, found: Found) -> None:
        """Whoever was given them is told once."""
        order, count = self._order, len(found.get("changed", ()))
        if order.doing == Doing.ASSIGN and count and order.said["user"] != self._actor.user_id:
            with write_transaction():
                ask_for_letter(order.said["user"], count, key=self._job.digest)


def _in_all(refused: NotPossible) -> dict[str, str]:
    """Why, in each language of the platform: whoever reads it may change theirs meanwhile."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(refused.message)
    return found
