"""The open work of someone who leaves: how much it is, and handing it over in parts that do not hold others up."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from permissions.actors import Actor
from workflows.cases.actions import HandOver
from workflows.cases.lifecycle import apply_locked
from workflows.cases.models import Track, Work
from workflows.cases.state import lock
from workflows.transactions.turn import write_transaction

CHUNK = 100
"""Cases per commit."""


def _left_with(user_id: int) -> QuerySet[Work]:
    return Work.objects.filter(Q(holder=user_id) | Q(assignee=user_id), done_at__isnull=True)


def cases_left_with(user_id: int) -> int:
    """In how many cases someone holds open work or has some assigned. A number, and nothing of any case.

    Those set apart are handed over with the others and counted nowhere: a number that can be asked for at any time
    would tell of the single case that raises it, and so would a word that there is something beside the number.
    """
    plain = _left_with(user_id).filter(track=Track.ORDINARY, guarded=False)
    return plain.values("case").distinct().count()


def hand_over_some(from_user_id: int, to_user_id: int, *, actor: Actor, limit: int = CHUNK) -> int:
    """Hand over up to ``limit`` cases in one commit; how many it were, 0 when none is left.

    May be called again after it was interrupted: what is done is done, and the rest is still there. Raises
    ``NotAllowed``.
    """
    action = HandOver(from_user_id=from_user_id, to_user_id=to_user_id)
    with write_transaction():
        found = _left_with(from_user_id).order_by("case_id").values_list("case_id", flat=True).distinct()
        states = lock(found[:limit])
        theirs = [
            state
            for state in states
            if any(from_user_id in (work.holder_id, work.assignee_id) for work in state.open_works)
        ]
        if theirs:
            apply_locked([(state, action) for state in theirs], actor=actor)
    return len(theirs)
