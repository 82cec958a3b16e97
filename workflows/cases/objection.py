"""Who decides when a citizen objects: twice at most, never whoever decided before, then a door outside the platform.

``instance_for`` is the whole table, in plain Python. The rest says of a case what it asks.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from permissions.access.models import Party
from permissions.agencies.decide import Destination, Seat, SeatedPost, Standing
from permissions.agencies.models import AgencyRole
from workflows.cases.duties import barred_from
from workflows.cases.errors import NotPossible
from workflows.cases.models import CaseEvent, EventVerb, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.processes.definition import OBJECTION, Effect, TaskStep

INSTANCES: Final = 2
"""How often a citizen may object inside the platform."""
SHORTEST_REASON: Final = 100
"""Letters of the reasons that a decision on an objection must have at least."""
OUTSIDE_ALONE: Final = _(
    "Everyone here who could decide has already done so. The page “After an objection” says where else you can go."
)
DECIDED_BEFORE: Final = _(
    "The citizen objects to a decision that you made, or that was made in your name, so someone else decides now. "
    "You can still write a note."
)

NOT_THEIRS: Final = _(
    "Another level or another agency decides on this objection. You can still write a note, or a reply to the citizen."
)


class Body(StrEnum):
    """Whose decision it was."""

    AGENCY = "agency"
    UNIT = "unit"
    SEALED = "sealed"


class Instance(StrEnum):
    """Who decides on an objection."""

    ABOVE = "above"
    """The next level of the same body at which somebody is free."""
    UNIT = "unit"
    """The complaints unit; of a sealed case its people, from the head down, by name."""
    SEALED = "sealed"
    """The unit for sensitive requests, which takes what the complaints unit has decided (decision 26)."""
    OUTSIDE = "outside"
    """Nobody here."""


_FIRST: Final = {
    Body.AGENCY: (Instance.ABOVE, Instance.UNIT, Instance.SEALED),
    Body.UNIT: (Instance.SEALED, Instance.ABOVE),
    Body.SEALED: (Instance.ABOVE, Instance.UNIT),
}
_SECOND: Final = (Instance.UNIT, Instance.SEALED)
_BODY_OF: Final = {Instance.UNIT: Body.UNIT, Instance.SEALED: Body.SEALED}


def instance_for(by: Body, number: int, *, decided: AbstractSet[Body], free: AbstractSet[Instance]) -> Instance:
    """Who decides on the objection ``number`` (1, 2) to a decision made ``by`` a body.

    ``decided``: the bodies that have decided on the case so far. ``free``: where somebody acts who has not. The first
    time it is the level above; the second time always a body that has not decided.
    """
    if number > INSTANCES:
        return Instance.OUTSIDE
    others = [each for each in (_FIRST[by] if number == 1 else _SECOND) if _BODY_OF.get(each) not in decided]
    return next((each for each in others if each in free), Instance.OUTSIDE)


def is_on_objection(state: State, work: Work) -> bool:
    """Whether somebody decides on an objection at the step of a piece of work."""
    step = state.process.steps.get(work.step)
    return isinstance(step, TaskStep) and step.performer.agency == OBJECTION


def was_decided(state: State, work: Work) -> bool:
    """Whether a piece of work was left by an answer to the citizen; releases of before did not keep by whom."""
    step = state.process.steps.get(work.step)
    answers = step.by_effect(Effect.DECIDE) if isinstance(step, TaskStep) else []
    return work.decided_by_id is not None or any(each.key == work.result for each in answers)


def deciders(state: State, work: Work) -> frozenset[int]:
    """Who has decided before the objection that a piece of work comes of, in person or in whose name: they never decide
    on it again. Nobody, where no answer to the citizen can be given at its step."""
    step = state.process.steps.get(work.step)
    decides = isinstance(step, TaskStep) and (is_on_objection(state, work) or bool(step.by_effect(Effect.DECIDE)))
    if not work.objection or not decides:
        return frozenset()
    before = [each for each in state.works if each.objection < work.objection and was_decided(state, each)]
    return frozenset(user_id for each in before for user_id in _behind(each) if user_id is not None)


def _behind(work: Work) -> tuple[int | None, ...]:
    """The people behind a decision."""
    if work.decided_by_id is not None:
        return work.decided_by_id, work.holder_id
    return work.holder_id, work.assignee_id


def excluded_from_hearing(state: State, work: Work) -> list[Party]:
    """Whom a step for objections passes over: whoever decided before, whoever did a step that it must not be done by,
    and whom the case accuses."""
    people = deciders(state, work) | barred_from(state, work)
    return [*state.parties, *(Party(user_id=user_id) for user_id in sorted(people))]


def has_decided(state: State, work: Work, standing: Standing) -> bool:
    """Whether somebody decided before, or holds a role that was lent by whoever did."""
    return not standing.people.isdisjoint(deciders(state, work))


def check_undecided(state: State, work: Work, user_id: int | None, rules: Rules) -> None:
    """Raises ``NotPossible`` for whoever decided before."""
    if user_id is not None and work.objection and has_decided(state, work, rules.standings([user_id])[user_id]):
        raise NotPossible(DECIDED_BEFORE)


def is_left_to_others(state: State, work: Work, standing: Standing) -> bool:
    """Whether an objection is not for somebody to decide who has not decided before: who stands no higher at the agency
    than where it was decided, or stands elsewhere, and is not its holder nor acts for them.

    A colleague of whoever decided would judge in place of the level above; the complaints unit, which works every case,
    would take the instance after this one away.
    """
    if not is_on_objection(state, work) or work.holder_id in standing.people:
        return False
    before = (each for each in state.works if each.objection < work.objection and was_decided(state, each))
    lowest = max((each.level + 1 for each in before if each.agency_id == work.agency_id), default=0)
    return standing.levels.get(work.agency_id, -1) < lowest


def check_decides(state: State, work: Work, user_id: int | None, rules: Rules) -> None:
    """Raises ``NotPossible`` for whoever decided before, and for whom an objection is not to decide."""
    check_undecided(state, work, user_id, rules)
    if user_id is None or not work.objection:
        return
    if is_left_to_others(state, work, rules.standings([user_id])[user_id]):
        raise NotPossible(NOT_THEIRS)


def check_reason(state: State, work: Work, text: str) -> None:
    """Raises ``NotPossible`` where an objection is decided without reasons of some length."""
    count = len(text.strip())
    if is_on_objection(state, work) and count < SHORTEST_REASON:
        raise NotPossible(
            ngettext(
                "A citizen who objects is owed reasons: write at least %(least)d characters. You’ve written %(count)d.",
                "A citizen who objects is owed reasons: write at least %(least)d characters. You’ve written %(count)d.",
                count,
            )
            % {"least": SHORTEST_REASON, "count": count}
        )


@dataclass(frozen=True, slots=True)
class Hearing:
    """Where an objection is decided, and at which level."""

    destination: Destination
    level: int


def hearing(state: State, work: Work, rules: Rules) -> Hearing:
    """Who decides at a step for objections that is being entered. Raises ``NotPossible`` where nobody here can.

    Whoever ordered work meanwhile gets it back, at the level that it had reached.
    """
    same = [each for each in state.works if each.objection == work.objection and is_on_objection(state, each)]
    if same:
        last = same[-1]
        destination = rules.destination(
            last.agency_id,
            last.level,
            track=state.track,
            spread=state.spread,
            parties=excluded_from_hearing(state, work),
        )
        return Hearing(destination, last.level)
    seats = _seats(state, work, rules)
    decided = [each for each in state.works if each.objection < work.objection and was_decided(state, each)]
    bodies = [_body(each, rules) for each in decided] or [Body.AGENCY]
    free = frozenset(instance for instance, seat in seats.items() if seat is not None)
    instance = instance_for(bodies[-1], _number(state, work), decided=frozenset(bodies), free=free)
    seat = seats.get(instance)
    if seat is None:
        raise NotPossible(OUTSIDE_ALONE)
    return _at(seat, instance, state, rules)


def can_be_heard(state: State, step: str, rules: Rules) -> bool:
    """Whether somebody here would decide on the next objection, which goes to a step. Where the process has none for
    objections nobody is looked for."""
    heard_at = state.process.steps.get(step)
    if not isinstance(heard_at, TaskStep) or heard_at.performer.agency != OBJECTION:
        return True
    work = Work(case=state.case, agency_id=state.works[-1].agency_id, step=step, objection=state.objections + 1)
    try:
        hearing(state, work, rules)
    except NotPossible:
        return False
    return True


def _number(state: State, work: Work) -> int:
    """Objections that were decided where processes have no step for them are none of the two."""
    before = {each.objection for each in state.works if each.objection < work.objection}
    return 1 + sum(
        any(each.objection == number and is_on_objection(state, each) for each in state.works) for number in before
    )


def _seats(state: State, work: Work, rules: Rules) -> dict[Instance, SeatedPost | None]:
    """Of each instance the first post in which somebody acts who is free of the case, with that person alone."""
    shut = excluded_from_hearing(state, work)
    complaints, sealed = rules.unit(Track.ORDINARY).pk, rules.unit(Track.SENSITIVE).pk
    spread, is_sealed = state.spread, state.track == Track.SENSITIVE
    agency_id, level = _place(state, work, rules)
    return {
        Instance.ABOVE: rules.free_post(agency_id, shut, spread=spread, above=level),
        Instance.UNIT: rules.free_post(complaints, shut, spread=spread, from_the_head=is_sealed),
        Instance.SEALED: rules.free_post(sealed, shut, spread=spread),
    }


def _place(state: State, work: Work, rules: Rules) -> tuple[int, int]:
    """Which agency decided last, and the highest level from which anybody there did: a head who answers for an officer
    is no level below themselves."""
    decided = [each for each in state.works if each.objection < work.objection and was_decided(state, each)]
    if not decided:
        return work.agency_id, 0
    last = decided[-1]
    people: Collection[int] = {each for each in _behind(last) if each is not None}
    standings = rules.standings(people)
    levels = [standings[each].levels.get(last.agency_id, 0) for each in people]
    agency = rules.standing_in_for(rules.agency(last.agency_id))
    return agency.pk, max(last.level, *levels, 0)


def _body(work: Work, rules: Rules) -> Body:
    role = rules.agency(work.agency_id).role
    units = {AgencyRole.CENTRAL_UNIT.value: Body.UNIT, AgencyRole.SENSITIVE_UNIT.value: Body.SEALED}
    return units.get(role, Body.AGENCY)


def _at(post: SeatedPost, instance: Instance, state: State, rules: Rules) -> Hearing:
    """A sealed case lies with its unit, whoever works it."""
    seat = Seat(post.post_id, post.sitters[0].user_id, post.agency_id)
    sealed = rules.unit(Track.SENSITIVE).pk
    if state.track == Track.SENSITIVE and instance == Instance.UNIT:
        return Hearing(Destination(seat, sealed, by_name=True), rules.top(sealed))
    return Hearing(Destination(seat, post.agency_id), post.level)


def objected_after(case: str, at: str) -> Exists:
    """The condition of a row that the citizen objected on its case after its time. ``case``, ``at``: the ways from the
    row to both."""
    return Exists(CaseEvent.objects.filter(case=OuterRef(case), verb=EventVerb.REOPENED, at__gte=OuterRef(at)))
