"""A case rests as long as it is answered with another, and its date is the other's."""

from __future__ import annotations

from workflows.cases import counting
from workflows.cases.change import Change
from workflows.cases.models import Case, CaseLink, LinkRelation, Work
from workflows.cases.rules import Rules
from workflows.cases.state import at_work


def rest(change: Change, lead: Case, rules: Rules) -> None:
    """Its counts keep what they have left, whatever began just now; nobody acts on it."""
    for work in at_work(change.state):
        counting.stop(change, work, rules)
        work.follows, work.due, work.due_by_day = True, lead.due, lead.due_by_day
        change.touch(work)


def wake(change: Change, work: Work) -> None:
    """It may be acted on again, for the act at hand: its counts rest still."""
    work.follows = False
    change.touch(work)


def release(change: Change, rules: Rules) -> None:
    """It goes on by itself: its counts run again with what they had left."""
    for work in change.state.open_works:
        if work.follows or not work.waits:
            work.follows, work.due, work.due_by_day = False, None, False
            counting.resume(change, work, rules)
    change.case.lead = None


def part(change: Change, rules: Rules) -> None:
    """It is answered by itself again, and linked with its lead no more."""
    case = change.case
    change.unlinked += CaseLink.objects.filter(case=case, other=case.lead_id, relation=LinkRelation.MERGED)
    release(change, rules)
