"""A case rests as long as it is answered with another, and its date is the other's.

Its citizen's page shows that date, and showed one of its own before. What of these passes without an act is a promise
missed to its citizen; nobody there was to act, so inside nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from workflows.cases import counting
from workflows.cases.change import PROMISED, Change
from workflows.cases.models import Case, CaseEvent, CaseLink, LinkRelation, Work
from workflows.cases.rules import Rules
from workflows.cases.state import at_work
from workflows.deadlines.models import COUNTS, Deadline
from workflows.figures.row import CITIZEN, MISSED

RESTS_SINCE: Final = "rests_since"
"""Where the data of a count say since when the dates of another case are its own."""
MissedDate = tuple[datetime, str]
"""When it was missed, and the date as it is written in the diary."""


def rest(change: Change, lead: Case, rules: Rules) -> None:
    """Its counts keep what they have left, whatever began just now; nobody acts on it."""
    for work in at_work(change.state):
        shown = {id(row): row.due for row in _counts(change, work) if row.starts < change.at}
        counting.stop(change, work, rules)
        for row in _counts(change, work):
            promised = {PROMISED: due.isoformat()} if (due := shown.get(id(row))) else {}
            row.data = {**row.data, RESTS_SINCE: change.at.isoformat(), **promised}
            change.set(row)
        work.follows, work.due, work.due_by_day = True, lead.due, lead.due_by_day
        change.touch(work)


def wake(change: Change, work: Work, missed: Iterable[MissedDate]) -> None:
    """It may be acted on again, for the act at hand: its counts rest still. ``missed``: by the one it rests with."""
    _take_over(change, work, missed)
    work.follows = False
    change.touch(work)


def release(change: Change, rules: Rules) -> None:
    """It goes on by itself: its counts run again with what they had left."""
    for work in change.state.open_works:
        if work.follows or not work.waits:
            work.follows, work.due, work.due_by_day = False, None, False
            for row in _counts(change, work):
                row.data = {name: value for name, value in row.data.items() if name not in (PROMISED, RESTS_SINCE)}
            counting.resume(change, work, rules)
    change.case.lead = None


def part(change: Change, rules: Rules) -> None:
    """It is answered by itself again, and linked with its lead no more."""
    case = change.case
    change.unlinked += CaseLink.objects.filter(case=case, other=case.lead_id, relation=LinkRelation.MERGED)
    missed = missed_dates(case.lead) if case.lead is not None else []
    for work in change.state.open_works:
        _take_over(change, work, missed)
    release(change, rules)


def missed_dates(lead: Case, under_way: Iterable[Change] = ()) -> list[MissedDate]:
    """Those of its citizen's page that a case missed, as its diary says. One statement; none where it missed nothing.

    ``under_way``: acts that its diary does not have yet.
    """
    if not lead.missed:
        return []
    written = CaseEvent.objects.filter(case=lead, data__has_key=MISSED).values_list("at", "data")
    events = [*written, *((change.at, change.data) for change in under_way)]
    return [(at, due) for at, data in events for due in data.get(MISSED, {}).get(CITIZEN, ())]


def _take_over(change: Change, work: Work, missed: Iterable[MissedDate]) -> None:
    """What was missed since it rests was shown to its citizen, too."""
    since = [datetime.fromisoformat(row.data[RESTS_SINCE]) for row in _counts(change, work) if RESTS_SINCE in row.data]
    change.missed_with += [due for at, due in missed if since and at > min(since)]


def _counts(change: Change, work: Work) -> list[Deadline]:
    return [row for row in change.state.open_deadlines(work) if row.kind in COUNTS]
