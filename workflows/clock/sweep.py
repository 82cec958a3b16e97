"""One pass of the clock: takes what is due, oldest first, and goes through the door with it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from permissions.actors import Actor
from permissions.now import now
from workflows.cases.actions import (
    Action,
    CloseInSilence,
    Elapse,
    Escalate,
    EscalateConsultation,
    EscalateSealing,
    PassLimit,
    Release,
    Remind,
    Resume,
    Urge,
    Warn,
    WarnOfLimit,
)
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply_locked
from workflows.cases.state import State, lock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

BATCH = 25
"""Cases in one commit: measured to be short enough that filing beside it does not wait."""

ByClock = (
    Escalate
    | EscalateConsultation
    | EscalateSealing
    | Remind
    | Resume
    | CloseInSilence
    | Elapse
    | Release
    | Urge
    | Warn
    | WarnOfLimit
    | PassLimit
)
ACTIONS: dict[str, type[ByClock]] = {
    DeadlineKind.ESCALATE: Escalate,
    DeadlineKind.REMIND: Remind,
    DeadlineKind.RESUME: Resume,
    DeadlineKind.CLOSE: CloseInSilence,
    DeadlineKind.ELAPSE: Elapse,
    DeadlineKind.RELEASE: Release,
    DeadlineKind.LOOK: Urge,
    DeadlineKind.WARN: Warn,
    DeadlineKind.LIMIT_WARN: WarnOfLimit,
    DeadlineKind.LIMIT: PassLimit,
    DeadlineKind.CONSULT: EscalateConsultation,
    DeadlineKind.SEAL: EscalateSealing,
}


@dataclass(slots=True)
class Swept:
    """What a pass did. ``due``: deadlines acted on; ``escalated``: those of them that lifted a case a level."""

    due: int = 0
    escalated: int = 0
    failed: int = 0


def sweep_clock() -> Swept:
    """Act on everything that is due now. Safe beside other sweeps and after one was killed: a deadline acts once.

    Cost grows with what is due, not with what is open. A case that fails alone is named in the log, stays due and
    holds up no other.
    """
    swept = Swept()
    put_aside: set[int] = set()
    while case_ids := _due_cases(put_aside):
        try:
            done = _act_on(case_ids, swept)
        except Exception:
            log.exception("A batch of %d due cases failed; trying them one by one.", len(case_ids))
            done = _one_by_one(case_ids, swept, put_aside)
        # What another sweep holds, or was no longer due under the lock, is left to the next pass.
        put_aside.update(set(case_ids) - done)
    return swept


def _due(put_aside: Iterable[int]) -> QuerySet[Deadline]:
    return Deadline.objects.filter(done__isnull=True, due__lte=now()).exclude(case_id__in=put_aside)


def _due_cases(put_aside: set[int]) -> list[int]:
    """The next cases with something due, oldest first: one indexed query."""
    rows = _due(put_aside).order_by("due", "id").values_list("case_id", flat=True)[:BATCH]
    return list(dict.fromkeys(rows))


def _act_on(case_ids: list[int], swept: Swept) -> set[int]:
    """One commit: lock the cases, read what is due again under that lock, and go through the door once."""
    with write_transaction():
        pairs = [pair for state in lock(case_ids, skip_locked=True) if (pair := _due_action(state))]
        if pairs:
            apply_locked(pairs, actor=Actor.clock)
    swept.due += len(pairs)
    swept.escalated += sum(isinstance(action, Escalate) for _state, action in pairs)
    return {state.case.pk for state, _action in pairs}


def _one_by_one(case_ids: list[int], swept: Swept, put_aside: set[int]) -> set[int]:
    done: set[int] = set()
    for case_id in case_ids:
        try:
            done |= _act_on([case_id], swept)
        except NotPossible as error:
            log.warning("Case %d was due but could not be acted on: %s", case_id, error)
            swept.failed += 1
        except Exception:
            log.exception("Case %d is due and failed; it stays due.", case_id)
            swept.failed += 1
    put_aside.update(set(case_ids) - done)
    return done


def _due_action(state: State) -> tuple[State, Action] | None:
    """The oldest thing that is due of a case; what else is due comes in the next round."""
    at = now()
    for deadline in state.deadlines:
        if deadline.due is not None and deadline.due <= at:
            return state, ACTIONS[deadline.kind](deadline_id=deadline.pk)
    return None
