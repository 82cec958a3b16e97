"""Letters to staff that must not be sent any more: their reader may not know of the case at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from permissions.access.decide import may
from permissions.access.selectors import held_by_many
from permissions.agencies.rights import OPEN_IDENTITY, VIEW_CASE
from workflows.cases.models import Work
from workflows.cases.state import State, parties_of
from workflows.outbox.models import OutboxEntry

BY_RIGHT: Mapping[str, str] = {"identity_asked": OPEN_IDENTITY}
"""Topics whose reader reads no case: a custodian is asked, and decides, without it."""


def entries_barred(entries: Sequence[OutboxEntry]) -> set[int]:
    """The ids of those among ``entries`` that stay unsent; three queries at most, for any number.

    Someone may have been accused, have lost a right or have changed posts since the letter was asked for.
    """
    to_staff = [entry for entry in entries if entry.user_id is not None and entry.case is not None]
    if not to_staff:
        return set()
    held = held_by_many(entry.user_id for entry in to_staff if entry.user_id is not None)
    states = _states(to_staff)
    return {
        entry.pk
        for entry in to_staff
        if entry.user_id is not None
        and not may(held[entry.user_id], BY_RIGHT.get(entry.topic, VIEW_CASE), states[entry.case_id or 0])
    }


def _states(entries: Sequence[OutboxEntry]) -> dict[int, State]:
    cases = {entry.case.pk: entry.case for entry in entries if entry.case is not None}
    works: defaultdict[int, list[Work]] = defaultdict(list)
    for work in Work.objects.filter(case_id__in=cases, done_at__isnull=True):
        works[work.case_id].append(work)
    states = {pk: State(case, case.kind, works[pk]) for pk, case in cases.items()}
    for party in parties_of(cases.values()):
        states[party.case_id].parties.append(party)
    return states
