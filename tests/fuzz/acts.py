"""What can happen in a history: each act is done to the platform and told to the plain model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from permissions.access import delegating
from permissions.access.absences import set_absence
from permissions.access.accounts import switch_off, switch_on
from permissions.access.errors import DelegationRefused, RoleRefused, SeatRefused
from permissions.access.models import Delegation
from permissions.access.seating import seat, unseat
from permissions.access.services import grant, revoke
from permissions.actors import Actor
from permissions.agencies.models import Holding
from tests.fuzz import told
from tests.fuzz.model import Model
from tests.fuzz.told import Span
from tests.fuzz.world import World

SPANS = (None, timedelta(hours=5), timedelta(days=1), timedelta(days=4), timedelta(days=20))


class Step(NamedTuple):
    """One act with four numbers that choose among what there is, and two that choose what is looked at after it."""

    act: str
    a: int
    b: int
    c: int
    d: int
    person: int
    case: int


@dataclass
class Sides:
    """The two that must agree, and whom the last act was about."""

    world: World
    plain: Model
    touched: str = ""

    def person(self, number: int) -> str:
        names = list(self.plain.active)
        return names[number % len(names)]

    def agency(self, number: int, *, kind: str = "") -> str:
        codes = [code for code, its in self.plain.kinds.items() if kind in ("", its)]
        return codes[number % len(codes)]

    def case(self, number: int) -> int:
        return number % len(self.plain.cases)

    def span(self, begins: int, lasts: int) -> Span:
        """Mostly from now on; sometimes for later; with or without an end."""
        starts = self.plain.now + (timedelta(hours=30) if begins % 4 == 3 else timedelta(0))
        length = SPANS[lasts % len(SPANS)]
        return Span(starts, None if length is None else starts + length)


def give(sides: Sides, step: Step) -> None:
    """A role is granted; one that does not fit the agency is refused."""
    name, agency = sides.person(step.a), sides.agency(step.b)
    fitting = sorted(role for role, kinds in told.HELD_AT.items() if sides.plain.kinds[agency] in kinds)
    role = sorted(told.HELD_AT)[step.c % len(told.HELD_AT)] if step.d % 5 == 0 else fitting[step.c % len(fitting)]
    span = sides.span(step.d, step.d // 7)
    if step.d % 11 == 0:
        span = Span(span.starts, span.starts - timedelta(hours=1))
    sides.touched = name
    allowed = role in fitting and (span.ends is None or span.ends > span.starts)
    try:
        grant(
            user=sides.world.people[name],
            role=role,
            agency=sides.world.agencies[agency],
            actor=Actor.operator,
            starts=span.starts,
            ends=span.ends,
        )
    except RoleRefused:
        assert not allowed, f"{role} at {agency} for {name} was refused"
    else:
        assert allowed, f"{role} at {agency} for {name} was granted"
        sides.plain.held.append(told.Held(name, role, agency, span))
        sides.plain.came_to(name, agency, 0)


def take(sides: Sides, step: Step) -> None:
    """A role is taken back, with what of it lies ahead."""
    rows = [row for row in sides.plain.held if row.span.ends is None or row.span.ends > sides.plain.now]
    if not rows:
        return
    chosen = rows[step.a % len(rows)]
    sides.touched = chosen.person
    same = (chosen.person, chosen.role, chosen.agency)
    revoke(
        user=sides.world.people[chosen.person],
        role=chosen.role,
        agency=sides.world.agencies[chosen.agency],
        actor=Actor.operator,
    )
    for row in rows:
        if (row.person, row.role, row.agency) == same:
            end(row.span, sides.plain.now)


def end(span: Span, at: datetime) -> None:
    """Over now; what has not begun never will."""
    span.ends = max(span.starts, at)


def transfer(sides: Sides, step: Step) -> None:
    """Somebody leaves every seat, and takes one of another post, as its holder or as a deputy."""
    name = sides.person(step.a)
    place = list(sides.plain.posts)[step.b % len(sides.plain.posts)]
    sides.touched = name
    leave(sides, name)
    rank = step.c % 3
    try:
        seat(post=sides.world.posts[place], user=sides.world.people[name], rank=rank, actor=Actor.operator)
    except SeatRefused:
        assert not sides.plain.active[name], f"{name} was refused a seat"
        return
    assert sides.plain.active[name], f"{name} was seated with the account switched off"
    sides.plain.seated.append(told.Seated(name, *place, rank, Span(sides.plain.now, None)))
    sides.plain.came_to(name, *place)


def leave(sides: Sides, name: str) -> None:
    for holding in Holding.objects.filter(user=sides.world.people[name], ends__isnull=True):
        unseat(holding, actor=Actor.operator)
    for row in sides.plain.seated:
        if row.person == name and row.span.ends is None:
            row.span.ends = sides.plain.now


def stand_up(sides: Sides, step: Step) -> None:
    """Somebody leaves their seats: the post is vacant, or its deputies act."""
    rows = [row for row in sides.plain.seated if row.span.ends is None]
    if rows:
        sides.touched = rows[step.a % len(rows)].person
        leave(sides, sides.touched)


def lend(sides: Sides, step: Step) -> None:
    """Somebody lends a role to a colleague for a while; what is not theirs, or comes back in a circle, is refused."""
    places = sorted({(row.role, row.agency) for row in sides.plain.held} | sides.plain.own_roles(sides.person(step.a)))
    own = sorted(sides.plain.own_roles(sides.person(step.a)))
    role, agency = own[step.c % len(own)] if own and step.c % 5 else places[step.c % len(places)]
    colleagues = [name for name in sides.plain.active if agency in sides.plain.stands(name)]
    deputy = colleagues[step.b % len(colleagues)] if colleagues and step.b % 4 else sides.person(step.b)
    span = sides.span(step.d, 1 + step.d % 4)
    loan = told.Lent(sides.person(step.a), deputy, role, agency, span)
    allowed, people = sides.plain.may_lend(loan), sides.world.people
    place = sides.world.agencies[agency].roles.get(role__code=role)
    assert span.ends is not None
    try:
        delegating.lend(
            giver=people[loan.giver],
            deputy=people[deputy],
            place=place,
            starts=span.starts,
            ends=span.ends,
            actor=Actor.operator,
        )
    except DelegationRefused:
        assert not allowed, f"{loan} was refused"
        return
    assert allowed, f"{loan} was lent"
    sides.touched = deputy
    sides.plain.lent.append(loan)
    sides.plain.came_to(deputy, agency, 0)


def take_home(sides: Sides, step: Step) -> None:
    """A delegation is ended before its time."""
    rows = [row for row in sides.plain.lent if not sides.plain.over(row.span)]
    if not rows:
        return
    row = rows[step.a % len(rows)]
    people = sides.world.people
    found = Delegation.objects.filter(giver=people[row.giver], deputy=people[row.deputy], starts=row.span.starts)
    delegating.end_loan(found.get(place__role__code=row.role, place__agency__code=row.agency), actor=Actor.operator)
    sides.touched = row.deputy
    end(row.span, sides.plain.now)


def be_away(sides: Sides, step: Step) -> None:
    """Somebody is absent for a while; two absences at once are refused."""
    name, span = sides.person(step.a), sides.span(step.b, 1 + step.c % 4)
    twice = any(row.person == name and told.meet(row.span, span) for row in sides.plain.away)
    assert span.ends is not None
    try:
        set_absence(user=sides.world.people[name], starts=span.starts, ends=span.ends, actor=Actor.operator)
    except SeatRefused:
        assert twice, f"{name} was refused an absence"
        return
    assert not twice, f"{name} is away twice"
    sides.plain.away.append(told.Away(name, span))


def switch(sides: Sides, step: Step) -> None:
    """An account is deactivated, or works again: mostly again."""
    off = [name for name, active in sides.plain.active.items() if not active]
    name = off[step.b % len(off)] if off and step.c % 2 else sides.person(step.a)
    change = switch_off if sides.plain.active[name] else switch_on
    assert change(sides.world.people[name], actor=Actor.operator)
    sides.plain.active[name] = not sides.plain.active[name]
    sides.world.people[name].refresh_from_db()
    if sides.plain.active[name]:
        sides.world.clients[name].force_login(sides.world.people[name])  # the former session is over
    sides.touched = name
