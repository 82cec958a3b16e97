"""Granting and taking back roles: the only writes to guardian's tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from guardian.models import GroupObjectPermission

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role

STAFF = "staff"
"""The group of everybody on the staff: it opens the admin and nothing in it."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A person to hold a role (its code) at an agency."""

    user: User
    role: str
    agency: Agency


def grant(*, user: User, role: str, agency: Agency, actor: Actor) -> None:
    """Let a person hold a role at an agency. Raises ``Role.DoesNotExist``; granting again changes nothing."""
    grant_many([Grant(user, role, agency)], actor=actor)


def grant_many(grants: Iterable[Grant], *, actor: Actor) -> int:
    """Grant many at once, in a handful of queries; returns how many were new. Each new one is audited."""
    wanted = list(grants)
    with transaction.atomic():
        groups = _groups({(each.role, each.agency) for each in wanted})
        staff = _staff_group()
        pairs = {(each.user.pk, groups[each.role, each.agency.pk].pk): each for each in wanted}
        members = User.groups.through.objects
        known = set(members.filter(user_id__in={user for user, _group in pairs}).values_list("user_id", "group_id"))
        new = {pair: each for pair, each in pairs.items() if pair not in known}
        joining = [*new, *((user, staff.pk) for user in {user for user, _group in new} if (user, staff.pk) not in known)]
        members.bulk_create(User.groups.through(user_id=user, group_id=group) for user, group in joining)
        append([_entry("granted", each) for each in new.values()], actor=actor, at=now())
    return len(new)


def revoke(*, user: User, role: str, agency: Agency, actor: Actor) -> None:
    """Take a role back; refused from the very next request on. Nothing when it was not held."""
    with transaction.atomic():
        left = User.groups.through.objects.filter(user=user, group__name=_name(role, agency)).delete()[0]
        if left:
            append([_entry("revoked", Grant(user, role, agency))], actor=actor, at=now())


def _name(role: str, agency: Agency) -> str:
    return f"{role}@{agency.code}"


def _staff_group() -> Group:
    group, new = Group.objects.get_or_create(name=STAFF)
    if new:
        group.permissions.set(Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    return group


def _groups(pairs: Collection[tuple[str, Agency]]) -> dict[tuple[str, int], Group]:
    """The group of each (role, agency), made with its rights where it is missing."""
    names = {_name(role, agency): (role, agency) for role, agency in pairs}
    known = {group.name: group for group in Group.objects.filter(name__in=names)}
    missing = [name for name in names if name not in known]
    for group in Group.objects.bulk_create(Group(name=name) for name in missing):
        known[group.name] = group
    if missing:
        _give_rights({known[name]: names[name] for name in missing})
    return {(role, agency.pk): known[name] for name, (role, agency) in names.items()}


def _give_rights(groups: dict[Group, tuple[str, Agency]]) -> None:
    content_type = ContentType.objects.get_for_model(Agency)
    permissions = {each.codename: each for each in Permission.objects.filter(content_type=content_type)}
    roles = {role.code: role for role in Role.objects.all()}
    rows = []
    for group, (code, agency) in groups.items():
        if code not in roles:
            raise Role.DoesNotExist(code)
        rows += [
            GroupObjectPermission(
                group=group, permission=permissions[right], content_type=content_type, object_pk=str(agency.pk)
            )
            for right in roles[code].rights
        ]
    GroupObjectPermission.objects.bulk_create(rows)


def _entry(verb: str, given: Grant) -> NewEntry:
    return NewEntry(
        verb=verb,
        subject="role",
        subject_id=given.agency.pk,
        data={"role": given.role, "agency": given.agency.code, "user": given.user.pk},
    )
