"""Granting and revoking roles. Each change is audited; a role is held through the group ``role@agency``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_end, must_give
from permissions.access.errors import LastAdministrator, RoleRefused
from permissions.access.groups import ensure_places, furnish
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.access.selectors import administrators
from permissions.access.two_people import MANAGING, Gain, keep_apart, settle
from permissions.access.wagtail_groups import follow
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import OPEN_IDENTITY
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.spans import within

ENOUGH = 2
"""Administrators: one proposes, the other confirms."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role (its code) for a person at an agency; from now on if ``starts`` is None, without an end if ``ends`` is."""

    user: User
    role: str
    agency: Agency
    starts: datetime | None = None
    ends: datetime | None = None


def grant(
    *,
    user: User,
    role: str,
    agency: Agency,
    actor: Actor,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> None:
    """Give a person a role at an agency. Nothing happens, and nothing is audited, when they have it for that long.

    Raises ``RoleRefused`` for an unknown role, one that is not held at such an agency, or an end before the beginning;
    ``SecondNeeded`` where it takes two people, ``OutOfReach`` where the actor does not manage them.
    """
    grant_many([Grant(user, role, agency, starts, ends)], actor=actor)


def grant_many(grants: Iterable[Grant], *, actor: Actor) -> None:
    """The same for many, all or nothing, in a number of statements that does not grow with the people."""
    at = now()
    given = list(grants)
    for one in given:
        if one.ends is not None and one.ends <= max(one.starts or at, at):
            raise RoleRefused(_("The end is before the beginning, or has already passed."))
    with transaction.atomic():
        places = ensure_places((one.role, one.agency) for one in given)
        wanted = [(one.user.pk, one.agency.pk, places[one.role, one.agency.pk].role.rights) for one in given]
        must_give(actor, wanted)
        rows = [
            RoleHolding(user=one.user, place=places[one.role, one.agency.pk], starts=one.starts or at, ends=one.ends)
            for one in given
        ]
        known: defaultdict[tuple[int, int], list[RoleHolding]] = defaultdict(list)
        for there in RoleHolding.objects.filter(user__in={row.user_id for row in rows}, place__in=places.values()):
            known[there.user_id, there.place_id].append(there)
        new: list[tuple[RoleHolding, Grant]] = []
        for row, one in zip(rows, given, strict=True):
            same = known[row.user_id, row.place_id]
            if not any(_covers(other, row) for other in same):
                same.append(row)
                new.append((row, one))
        RoleHolding.objects.bulk_create(row for row, _one in new)
        if new:
            follow({row.user_id for row, _one in new})
        for row, one in new:
            settle(_gain(one, row.place.role), actor=actor)
        keep_apart({row.user_id for row, _one in new if {OPEN_IDENTITY, *MANAGING} & set(row.place.role.rights)})
        append([_entry("role_granted", one) for _row, one in new], actor=actor, at=at)


def _gain(given: Grant, role: Role) -> Gain:
    data = {
        "user": given.user.pk,
        "role": given.role,
        "agency": given.agency.code,
        "starts": given.starts and given.starts.isoformat(),
        "ends": given.ends and given.ends.isoformat(),
    }
    return Gain("grant", data, frozenset({given.user.pk}), frozenset(role.rights))


def _covers(there: RoleHolding, wanted: RoleHolding) -> bool:
    """Of one person at one place: whether what is there lasts as long."""
    lasts = there.ends is None or (wanted.ends is not None and there.ends >= wanted.ends)
    return lasts and there.starts <= wanted.starts


def revoke(*, user: User, role: str, agency: Agency, actor: Actor) -> None:
    """Take a role at an agency from a person, also for the future; nothing happens when they do not have it.

    Raises ``LastAdministrator`` when nobody would be left to manage people. A role that comes with a post ends with the
    post.
    """
    with transaction.atomic():
        must_end(actor, [(user.pk, agency.pk, Role.objects.filter(code=role).first())])
        holdings = RoleHolding.objects.filter(user=user, place__role__code=role, place__agency=agency)
        with keeping_an_administrator(actor):
            ended = end_now(holdings)
        if ended:
            append([_entry("role_revoked", Grant(user, role, agency))], actor=actor, at=now())


def take_back(holding: RoleHolding, *, actor: Actor) -> bool:
    """End one holding of a role now, or drop one that has not begun; whether there was anything to end.

    Raises ``LastAdministrator`` when nobody would be left to manage people.
    """
    with transaction.atomic():
        there = RoleHolding.objects.select_related("user", "place__role", "place__agency").filter(pk=holding.pk).first()
        if there is None:
            return False
        must_end(actor, [(there.user_id, there.place.agency_id, there.place.role)])
        with keeping_an_administrator(actor):
            ended = end_now(RoleHolding.objects.filter(pk=holding.pk))
        if ended:
            change = Grant(there.user, there.place.role.code, there.place.agency, there.starts, there.ends)
            append([_entry("role_revoked", change)], actor=actor, at=now())
    return ended


def end_now(holdings: Any) -> bool:
    """End what is in force of some role holdings and drop what has not begun; whether there was any."""
    at = now()
    people = set(holdings.exclude(ends__lte=at).values_list("user_id", flat=True))
    # What began this very instant was never in force for a while: it has no span to keep.
    holdings.filter(starts__gte=at).delete()
    holdings.filter(within(at)).update(ends=at)
    follow(people)
    return bool(people)


@contextmanager
def keeping_an_administrator(actor: Actor) -> Iterator[None]:
    """Raises ``LastAdministrator`` when what is done inside leaves fewer administrators, and not two; the operator may.

    Two, since of what only two may do together nothing could be done again. Needs an open transaction, which the error
    then rolls back.
    """
    # One lock for all who take something away: two administrators must not remove each other at once.
    list(Agency.objects.select_for_update().filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True))
    before = administrators(now()).count() if actor.kind == "staff" else 0
    yield
    if before and (left := administrators(now()).count()) < before and left < ENOUGH:
        raise LastAdministrator


def refresh_groups(places: Collection[RoleAtAgency] | None = None) -> None:
    """Bring the groups of roles (all, or some) in line with what the roles grant now."""
    with transaction.atomic():
        wanted = RoleAtAgency.objects.select_related("agency", "group") if places is None else places
        furnish(list(wanted))


def _entry(verb: str, change: Grant) -> NewEntry:
    said: dict[str, Any] = {"role": change.role, "agency": change.agency.code}
    said |= {name: each.isoformat() for name in ("starts", "ends") if (each := getattr(change, name)) is not None}
    return NewEntry(verb, "person", change.user.pk, said)
