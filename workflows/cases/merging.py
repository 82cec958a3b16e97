"""Cases that are answered with another: what is done to that one is done to them, each as an act of its own.

A *follower* has its own number, page, citizen and limit. Its count rests and its date is its lead's. What citizens
read, and what moves the process, is done to each; where its lead goes elsewhere otherwise, it goes on by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace

from workflows.cases.actions import Action, Split
from workflows.cases.change import Change
from workflows.cases.models import Case
from workflows.cases.resting import MissedDate, part, release, rest, wake
from workflows.cases.rules import Rules
from workflows.cases.state import State, at_work, lock

Place = tuple[str, int, int] | None
States = MutableMapping[int, State]


def place_of(state: State) -> Place:
    """Where somebody has to act on a lead: step, agency and version; None where nobody has to, or several do."""
    works = at_work(state)
    return (works[0].step, works[0].agency_id, state.case.process_version_id) if len(works) == 1 else None


def followed(lead: State, was: Place, action: Action, rules: Rules, known: States) -> Iterator[tuple[State, Action]]:
    """What is to be done to those that are answered with ``lead``, which was at a place, after an act on it.

    ``known``: cases that are at hand already; those that are locked here come to them.
    """
    if not (action.followed or lead.case.guarded) and place_of(lead) == was:
        return
    ids = list(Case.objects.filter(lead=lead.case).order_by("pk").values_list("pk", flat=True))
    for state in lock(each for each in ids if each not in known):
        known[state.case.pk] = state
    for state in (known[each] for each in ids):
        if state.case.lead_id == lead.case.pk:  # as decided in this very commit
            about_somebody = lead.case.guarded or state.case.guarded
            yield state, action if action.followed and not about_somebody else Split()


def do_along(change: Change, action: Action, lead: State, rules: Rules, missed: Sequence[MissedDate]) -> None:
    """An act of a lead's on one of its followers, in memory. ``missed``: what the lead missed until then."""
    works = [work for work in change.state.open_works if work.follows]
    if isinstance(action, Split) or len(works) != 1:
        action.decide(change, rules)
        return
    wake(change, works[0], missed)
    replace(action, work_id=works[0].pk).decide(change, rules)
    change.data["with"] = lead.case.pk
    if place_of(lead) is None:
        release(change, rules)
    else:
        rest(change, lead.case, rules)


def keep(change: Change, rules: Rules) -> None:
    """At the end of every act: what is over leads nobody any more, and is answered with nobody; so is what has come to
    be about somebody, since whoever works the other one may be whom it accuses."""
    case = change.case
    if not case.leads and case.lead_id is None:
        return
    if not at_work(change.state):
        case.leads, case.lead = False, None
    elif case.guarded:
        case.leads = False
        if case.lead_id is not None:
            part(change, rules)


__all__ = ["Place", "do_along", "followed", "keep", "place_of"]
