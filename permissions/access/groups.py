"""The group that stands for one role at one agency: its name and its rights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from guardian.models import GroupObjectPermission

from permissions.access import further_rights
from permissions.access.errors import RoleRefused
from permissions.agencies.models import Agency
from permissions.roles.catalogue import BY_CODE
from permissions.roles.models import Role


def group_name(role: str, agency_code: str) -> str:
    return f"{role}@{agency_code}"


def ensure_groups(places: Iterable[tuple[str, Agency]]) -> dict[str, Group]:
    """The groups of roles at agencies, by name; those that were not there are made with all their rights.

    Raises ``RoleRefused`` before anything is written.
    """
    wanted = {group_name(role, agency.code): (role, agency) for role, agency in places}
    for role, agency in wanted.values():
        _check(role, agency)
    found = {group.name: group for group in Group.objects.filter(name__in=wanted)}
    missing = wanted.keys() - found.keys()
    if missing:
        Group.objects.bulk_create([Group(name=name) for name in sorted(missing)], ignore_conflicts=True)
        made = list(Group.objects.filter(name__in=missing))
        furnish({group: wanted[group.name] for group in made})
        found.update((group.name, group) for group in made)
    return found


def furnish(groups: Mapping[Group, tuple[str, Agency]]) -> None:
    """Give groups exactly the rights that their roles have now, in a few statements for any number of groups."""
    if not groups:
        return
    roles = {code: frozenset(rights) for code, rights in Role.objects.values_list("code", "rights")}
    _set_agency_rights(groups, roles)
    _set_site_rights(groups)
    by_role = sorted(groups, key=lambda group: groups[group][0])
    for role, of_role in groupby(by_role, key=lambda group: groups[group][0]):
        further_rights.give_all(role, list(of_role))


def _check(role: str, agency: Agency) -> None:
    spec = BY_CODE.get(role)
    if spec is None:
        raise RoleRefused(f"There is no role {role!r} in the catalogue.")
    if agency.role not in spec.held_at:
        raise RoleRefused(f"The role {role!r} is not held at an agency like {agency.code!r}.")


def _set_agency_rights(groups: Mapping[Group, tuple[str, Agency]], roles: Mapping[str, frozenset[str]]) -> None:
    content_type = ContentType.objects.get_for_model(Agency)
    permissions = dict(Permission.objects.filter(content_type=content_type).values_list("codename", "pk"))
    wanted = {
        (group.pk, permissions[right], str(agency.pk))
        for group, (role, agency) in groups.items()
        for right in roles.get(role, ())
    }
    rows = GroupObjectPermission.objects.filter(content_type=content_type, group__in=groups)
    columns = rows.values_list("pk", "group_id", "permission_id", "object_pk")
    standing = {(group, permission, agency): pk for pk, group, permission, agency in columns}
    surplus = [pk for key, pk in standing.items() if key not in wanted]
    if surplus:
        GroupObjectPermission.objects.filter(pk__in=surplus).delete()
    GroupObjectPermission.objects.bulk_create(
        GroupObjectPermission(group_id=group, permission_id=permission, object_pk=agency, content_type=content_type)
        for group, permission, agency in sorted(wanted - standing.keys())
    )


def _set_site_rights(groups: Mapping[Group, tuple[str, Agency]]) -> None:
    wanted_rights = {group.pk: BY_CODE[role].site_rights for group, (role, _agency) in groups.items()}
    permissions = _permissions({right for rights in wanted_rights.values() for right in rights})
    rows = Group.permissions.through.objects
    wanted = {(group, permissions[right]) for group, rights in wanted_rights.items() for right in rights}
    columns = rows.filter(group__in=groups).values_list("pk", "group_id", "permission_id")
    standing = {(group, permission): pk for pk, group, permission in columns}
    surplus = [pk for key, pk in standing.items() if key not in wanted]
    if surplus:
        rows.filter(pk__in=surplus).delete()
    rows.bulk_create(
        Group.permissions.through(group_id=group, permission_id=permission)
        for group, permission in sorted(wanted - standing.keys())
    )


def _permissions(names: Collection[str]) -> dict[str, int]:
    """Ids of permissions named "app.code_name"."""
    condition = Q()
    for app, code_name in (name.split(".") for name in names):
        condition |= Q(content_type__app_label=app, codename=code_name)
    found = Permission.objects.filter(condition).values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{code_name}": pk for app, code_name, pk in found}
