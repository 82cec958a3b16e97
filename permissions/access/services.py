"""Granting and revoking roles. Each change is audited; a role is held through the group ``role@agency``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from permissions.access.groups import ensure_groups, furnish, group_name
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.catalogue import BY_CODE


@dataclass(frozen=True, slots=True)
class Grant:
    """A role (its code) for a person at an agency."""

    user: User
    role: str
    agency: Agency


def grant(*, user: User, role: str, agency: Agency, actor: Actor) -> None:
    """Give a person a role at an agency. Nothing happens, and nothing is audited, when they have it.

    Raises ``RoleRefused`` for an unknown role or one that is not held at such an agency.
    """
    grant_many([Grant(user, role, agency)], actor=actor)


def grant_many(grants: Iterable[Grant], *, actor: Actor) -> None:
    """The same for many, all or nothing, in a number of statements that does not grow with the people."""
    given = list(grants)
    with transaction.atomic():
        groups = ensure_groups((one.role, one.agency) for one in given)
        memberships = User.groups.through.objects
        there = set(
            memberships.filter(group__in=groups.values(), user__in={one.user.pk for one in given}).values_list(
                "user_id", "group_id"
            )
        )
        new: dict[tuple[int, int], Grant] = {}
        for one in given:
            key = (one.user.pk, groups[group_name(one.role, one.agency.code)].pk)
            if key not in there:
                new.setdefault(key, one)
        memberships.bulk_create(
            [User.groups.through(user_id=user, group_id=group) for user, group in new], ignore_conflicts=True
        )
        append([_entry("role_granted", one) for one in new.values()], actor=actor, at=now())


def revoke(*, user: User, role: str, agency: Agency, actor: Actor) -> None:
    """Take a role at an agency from a person; nothing happens when they do not have it."""
    with transaction.atomic():
        membership = User.groups.through.objects.filter(user=user, group__name=group_name(role, agency.code))
        gone, _by_model = membership.delete()
        if gone:
            append([_entry("role_revoked", Grant(user, role, agency))], actor=actor, at=now())


def refresh_groups() -> None:
    """Bring every group that stands for a role in line with what the role grants now; for set-up and upgrades."""
    with transaction.atomic():
        agencies = {agency.code: agency for agency in Agency.objects.all()}
        places: dict[Group, tuple[str, Agency]] = {}
        for group in Group.objects.filter(name__contains="@"):
            role, _, code = group.name.partition("@")
            if role in BY_CODE and code in agencies:
                places[group] = (role, agencies[code])
        furnish(places)


def _entry(verb: str, change: Grant) -> NewEntry:
    return NewEntry(verb, "person", change.user.pk, {"role": change.role, "agency": change.agency.code})
