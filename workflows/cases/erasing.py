"""Erasing what is due, in batches through the door, and again what a copy of before still has."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

from permissions.actors import Actor
from permissions.now import now
from permissions.proving.declared import proved_model
from permissions.proving.services import still_hold
from workflows.cases import retention, wiping
from workflows.cases.actions import Erase, EraseAgain
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply_locked
from workflows.cases.models import Case
from workflows.cases.proving.parts import HOLD
from workflows.cases.proving.services import bent_in
from workflows.cases.state import State, lock
from workflows.search import indexes
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version, VersionStatus

log = logging.getLogger(__name__)

BATCH: Final = 25
"""Cases in one commit, as for the clock."""
LATELY: Final = timedelta(hours=1)
"""Words of what was erased since are taken out of the index of the search once more."""
MOST: Final = 2_000
"""Cases of one pass: what is left comes with the next."""


@dataclass(slots=True)
class Erased:
    """What a pass did. ``held``: that are due and under a hold, and so passed over; ``removed``: files."""

    erased: int = 0
    held: int = 0
    failed: int = 0
    removed: int = 0


def erase_due() -> Erased:
    """Erase what owners no longer keep. Safe beside other passes and after one was killed: a case is erased once.

    For a day after a publication nothing is: until then owners take it back. A case that fails alone is named in the
    log, stays due and holds up no other. So does one that was bent past the code, or whose hold was: what the clock
    erases is gone in every backup too. One statement where nothing is ever erased.
    """
    done = Erased()
    periods = retention.in_force()
    at = now()
    if periods.periods and not retention.may_be_taken_back(at) and _are_as_published():
        due = retention.due(periods, at)
        done.held = due.filter(retention.under_hold(at)).count()
        ids = list(due.exclude(retention.under_hold(at)).values_list("pk", flat=True)[:MOST])
        for begin in range(0, len(ids), BATCH):
            _erase(ids[begin : begin + BATCH], done)
    done.removed = clean_up()
    return done


def clean_up() -> int:
    """Remove what erased cases leave behind: bytes in the storage, words in the index. How many files were removed."""
    count = 0
    while removed := wiping.remove_bytes():
        count += removed
    if Case.objects.filter(erased_at__gt=now() - LATELY).exists():
        with write_transaction():
            indexes.forget_deleted(connection)
        _empty_the_log()
    return count


def _are_as_published() -> bool:
    """Whether the periods in force are those that two people published."""
    ids = list(
        Version.objects.filter(subject=Subject.RETENTION, status=VersionStatus.PUBLISHED).values_list("pk", flat=True)
    )
    proved = proved_model(Version)
    if proved is None or len(still_hold(proved, ids)) == len(ids):
        return True
    log.error("How long requests are kept was changed past the code: nothing is erased. Run verify.")
    return False


def _empty_the_log() -> None:
    """SQLite's log beside the database holds pages as they were before, until they are written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _erase(case_ids: list[int], done: Erased) -> None:
    """One commit; case by case where that fails."""
    try:
        with write_transaction():
            states = [state for state in lock(case_ids, skip_locked=True) if state.case.erased_at is None]
            whole = _not_bent(states)
            if whole:
                apply_locked([(state, Erase()) for state in whole], actor=Actor.clock)
        done.erased += len(whole)
        done.failed += len(states) - len(whole)
    except NotPossible as error:
        # Put under a hold since, or published otherwise: it stays.
        if len(case_ids) > 1:
            _one_by_one(case_ids, done)
        else:
            log.info("Case %d was not erased: %s", case_ids[0], error)
    except Exception:
        log.exception("%d cases are due to be erased and failed together.", len(case_ids))
        if len(case_ids) > 1:
            _one_by_one(case_ids, done)
        else:
            done.failed += 1


def _not_bent(states: list[State]) -> list[State]:
    """Those of which neither what they show nor their holds were changed past the code."""
    holds = bent_in([state.case.pk for state in states], HOLD)
    bent = [state.case.pk for state in states if state.bent or holds.get(state.case.pk)]
    for case_id in bent:
        log.error("Case %d is due to be erased and was changed past the code: it stays. Run verify.", case_id)
    return [state for state in states if state.case.pk not in bent]


def _one_by_one(case_ids: list[int], done: Erased) -> None:
    for case_id in case_ids:
        _erase([case_id], done)


def erase_again(case_id: int, at: datetime) -> bool:
    """Remove what a copy of before still has of a case that was erased at ``at``; whether the case is there at all.

    Where its diary does not say so yet, it says so from now on, dated as the erasure was. Safe to be done again. For
    ``restore``, which reads the list of erasures: nobody asked for it anew, and no period or hold is asked.
    """
    with write_transaction():
        states: list[State] = lock([case_id])
        if not states:
            return False
        if states[0].case.erased_at is None:
            apply_locked([(states[0], EraseAgain(at=at.astimezone(UTC)))], actor=Actor.clock)
        else:
            wiping.wipe([case_id])
    return True
