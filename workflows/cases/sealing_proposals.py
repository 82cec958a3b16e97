"""Proposals to seal a request that was filed as an ordinary one: who decides about them and by when, to whom such a
request goes back, and how many each person and agency has made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.agencies.decide import Accused, Destination, Seat
from permissions.agencies.models import Agency
from permissions.people.models import User
from workflows.calendars.working_time import Duration, add
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, CaseEvent, EventVerb, Track, Work
from workflows.cases.reckoned import by_day
from workflows.cases.recusal import barred
from workflows.cases.rules import Rules
from workflows.cases.state import State, lead_of
from workflows.cases.suspected import workable
from workflows.deadlines.models import Deadline, DeadlineKind

DECIDED_WITHIN: Final = Duration(1)
"""How long each level of the unit for sensitive requests has to decide about a proposal."""


@dataclass(frozen=True, slots=True)
class Proposer:
    """Whoever proposed it, as somebody from whom the case is kept: they and whoever acts for them, nobody else."""

    user_id: int | None
    agency_id: int | None = None
    level: int | None = None


def proposer_of(proposal: Deadline) -> int:
    """Who made it: the id of an account."""
    return int(proposal.data["proposed_by"])


def await_decision(change: Change, rules: Rules, *, level: int, proposed_by: int, event: int) -> None:
    """Whoever acts at a level of the unit has a working day, to its end; then it goes up. ``event``: the number of the
    proposal."""
    unit, work = rules.unit(Track.SENSITIVE), lead_of(change.state) or change.state.works[0]
    calendar = rules.calendar(unit.pk)
    due = add(calendar, change.at, DECIDED_WITHIN, "day_end")
    work.cycle += 1
    change.touch(work)
    change.set(
        Deadline(
            work=work,
            case=change.case,
            kind=DeadlineKind.SEAL,
            level=min(level + 1, rules.top(unit.pk)),
            cycle=work.cycle,
            starts=change.at,
            due=due,
            data={
                **rules.reckoned_by("", unit.pk),
                "counts": {**DECIDED_WITHIN.as_json(), "ends": "day_end"},
                "by_day": by_day(calendar, due, DECIDED_WITHIN, "day_end"),
                "proposed_by": proposed_by,
                "proposal": event,
            },
        )
    )


def end_proposal(change: Change) -> Deadline:
    """It is decided. Raises ``NotPossible`` where nothing is proposed any more."""
    proposal = change.state.proposal
    if proposal is None:
        raise NotPossible(_("Someone has already decided. The proposal no longer exists."))
    proposal.done = change.at
    change.set(proposal)
    return proposal


def decider_at(change: Change, level: int, proposed_by: int, rules: Rules) -> Destination:
    """Who acts at a level of the unit for sensitive requests, or above: never the proposer, nobody whom it accuses."""
    unit = rules.unit(Track.SENSITIVE)
    found = _destination(change.state, unit.pk, level, proposed_by, rules)
    if found.by_name and not change.state.parties:
        # Somebody of the complaints unit works a sealed case where it accuses all others, and for no other reason.
        return Destination(Seat(None, None, unit.pk), unit.pk)
    return found


def way_back(change: Change, work: Work, agency: Agency, proposed_by: int, rules: Rules) -> Destination:
    """Who gets a piece of work back of the agency that had it, at its level or above: neither the proposer nor anybody
    who is barred from it."""
    state, agency_id = change.state, rules.standing_in_for(agency).pk
    return _destination(state, agency_id, work.level, proposed_by, rules, barred=barred(state, work))


def _destination(
    state: State,
    agency_id: int,
    level: int,
    proposed_by: int,
    rules: Rules,
    *,
    barred: AbstractSet[int] = frozenset(),
) -> Destination:
    parties: Sequence[Accused] = (*state.parties, Proposer(proposed_by))
    return rules.destination(agency_id, level, track=state.track, spread=state.spread, parties=parties, barred=barred)


# --- what the unit and the auditor read -------------------------------------------------------------------------------


def waiting_for(held: Held) -> QuerySet[Case]:
    """The cases about whose proposal somebody can decide, or of whom they read that it waits; the first due first."""
    open_ones = Deadline.objects.filter(case=OuterRef("pk"), kind=DeadlineKind.SEAL, done__isnull=True)
    found = workable(held).filter(Exists(open_ones), track=Track.SENSITIVE)
    return found.annotate(decided_by=open_ones.values("due")[:1]).select_related("kind", "key").order_by("decided_by")


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many proposals one person made at one agency, and what became of them. ``late``: of how many nobody decided
    in time."""

    person: User
    agency: Agency
    made: int = 0
    waiting: int = 0
    confirmed: int = 0
    rejected: int = 0
    late: int = 0


_BECOMES: Final = {
    EventVerb.SEALING_CONFIRMED: "confirmed",
    EventVerb.SEALING_REJECTED: "rejected",
    EventVerb.SEALING_ESCALATED: "late",
}


def proposals_since(since: datetime) -> list[Proposed]:
    """By person and agency, who made most first; counts alone, of no case.

    What became of a proposal counts in the row of whoever made it. Three statements.
    """
    verbs = (EventVerb.SEALING_PROPOSED, *_BECOMES)
    events = CaseEvent.objects.filter(verb__in=verbs, at__gte=since).order_by("case_id", "number")
    made_by: dict[tuple[int, int], tuple[int, int]] = {}
    counts: dict[tuple[int, int], Proposed] = {}
    late: set[tuple[int, int]] = set()
    rows = events.values_list("case_id", "number", "verb", "actor_user_id", "agency_id", "data")
    for case_id, number, verb, actor_id, lead_id, data in rows:
        proposal = (case_id, number if verb == EventVerb.SEALING_PROPOSED else int(data["proposal"]))
        if verb == EventVerb.SEALING_PROPOSED:
            made_by[proposal] = who = (actor_id, int(data.get("body", lead_id)))
            row = counts.get(who)
            if row is None:
                row = Proposed(User(pk=who[0]), Agency(pk=who[1]))
            counts[who] = replace(row, made=row.made + 1, waiting=row.waiting + 1)
        elif proposal in made_by and not (verb == EventVerb.SEALING_ESCALATED and proposal in late):
            who, name = made_by[proposal], _BECOMES[EventVerb(verb)]
            row = counts[who]
            over = 0 if verb == EventVerb.SEALING_ESCALATED else 1
            late |= {proposal} if not over else set()
            counts[who] = replace(row, **{name: getattr(row, name) + 1, "waiting": row.waiting - over})
    return _named(sorted(counts.values(), key=lambda row: (-row.made, row.person.pk, row.agency.pk)))


def _named(rows: Iterable[Proposed]) -> list[Proposed]:
    found = list(rows)
    people = User.objects.in_bulk({row.person.pk for row in found})
    agencies = Agency.objects.in_bulk({row.agency.pk for row in found})
    return [replace(row, person=people[row.person.pk], agency=agencies[row.agency.pk]) for row in found]
