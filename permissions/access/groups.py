"""The group that stands for one role at one agency: its name, its rights, and what these bring beside them.

They bring rights of the admin, and what upper floors enter here at start-up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from guardian.models import GroupObjectPermission

from permissions.access.errors import RoleRefused
from permissions.access.models import RoleAtAgency
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import EDIT_PAGES, MANAGE_PEOPLE
from permissions.roles.models import Role

ADMIN_ACCESS: Final = "wagtailadmin.access_admin"
# Accounts are switched off, never deleted: what someone did must keep its name.
SITE_RIGHTS: Final[dict[str, tuple[str, ...]]] = {
    EDIT_PAGES: ("wagtail_localize.submit_translation",),
    MANAGE_PEOPLE: tuple(f"permissions.{action}_user" for action in ("add", "change", "view")),
}
"""Rights of the whole admin ("app.code_name") that come with a right which is held at the complaints unit."""

Give = Callable[[Sequence[Group], Sequence[Group]], None]

_givers: defaultdict[str, list[Give]] = defaultdict(list)


def group_name(role: str, agency_code: str) -> str:
    return f"{role}@{agency_code}"


def ensure_places(wanted: Iterable[tuple[str, Agency]]) -> dict[tuple[str, int], RoleAtAgency]:
    """Roles (codes) at agencies, by code and the agency's id; those that were not there are made with all their rights.

    Raises ``RoleRefused`` before anything is written.
    """
    pairs = {(role, agency.pk): (role, agency) for role, agency in wanted}
    roles = {role.code: role for role in Role.objects.filter(code__in={code for code, _agency in pairs})}
    for code, agency in pairs.values():
        _check(code, roles.get(code), agency)
    found = _places(pairs)
    missing = [key for key in pairs if key not in found]
    if missing:
        # Whoever changes one of these roles just now does not see these places yet: they wait, or we do. And whoever
        # makes the same places just now: so we look for them again.
        list(Role.objects.select_for_update(no_key=True).filter(code__in={code for code, _agency in missing}))
        found = _places(pairs)
        missing = [key for key in pairs if key not in found]
        names = {key: group_name(pairs[key][0], pairs[key][1].code) for key in missing}
        Group.objects.bulk_create([Group(name=name) for name in sorted(names.values())], ignore_conflicts=True)
        groups = {group.name: group for group in Group.objects.filter(name__in=names.values())}
        made = [
            RoleAtAgency(role=roles[key[0]], agency=pairs[key][1], group=groups[name]) for key, name in names.items()
        ]
        RoleAtAgency.objects.bulk_create(made)
        found = _places(pairs)
        furnish([found[key] for key in missing])
    return found


def _places(pairs: Collection[tuple[str, int]]) -> dict[tuple[str, int], RoleAtAgency]:
    rows = RoleAtAgency.objects.filter(
        role__code__in={code for code, _agency in pairs}, agency__in={agency for _code, agency in pairs}
    ).select_related("role", "agency", "group")
    return {key: row for row in rows if (key := (row.role.code, row.agency_id)) in pairs}


def furnish(places: Collection[RoleAtAgency]) -> None:
    """Give groups exactly the rights that their roles have now, in a few statements for any number of them."""
    if not places:
        return
    rights = dict(Role.objects.values_list("pk", "rights"))
    having = {place.group: frozenset(rights[place.role_id]) for place in places}
    _set_agency_rights(places, having)
    _set_site_rights(places, having)
    _give_all(
        {
            place.group: having[place.group] if place.agency.role == AgencyRole.CENTRAL_UNIT else frozenset()
            for place in places
        }
    )


def _check(code: str, role: Role | None, agency: Agency) -> None:
    if role is None:
        raise RoleRefused(_("There is no role “%(role)s” in the catalogue.") % {"role": code})
    if agency.has_closed:
        raise RoleRefused(_("%(agency)s has closed. Nothing is held there any more.") % {"agency": str(agency)})
    if agency.role not in role.held_at:
        raise RoleRefused(
            _("The role “%(role)s” cannot be held at %(agency)s: it is not made for such an agency.")
            % {"role": str(role), "agency": str(agency)}
        )


def _set_agency_rights(places: Collection[RoleAtAgency], having: dict[Group, frozenset[str]]) -> None:
    content_type = ContentType.objects.get_for_model(Agency)
    permissions = dict(Permission.objects.filter(content_type=content_type).values_list("codename", "pk"))
    wanted = {
        (place.group_id, permissions[right], str(place.agency_id))
        for place in places
        for right in having[place.group]
        if right in permissions
    }
    rows = GroupObjectPermission.objects.filter(content_type=content_type, group__in=list(having))
    columns = rows.values_list("pk", "group_id", "permission_id", "object_pk")
    standing = {(group, permission, agency): pk for pk, group, permission, agency in columns}
    surplus = [pk for key, pk in standing.items() if key not in wanted]
    if surplus:
        GroupObjectPermission.objects.filter(pk__in=surplus).delete()
    GroupObjectPermission.objects.bulk_create(
        GroupObjectPermission(group_id=group, permission_id=permission, object_pk=agency, content_type=content_type)
        for group, permission, agency in sorted(wanted - standing.keys())
    )


def _set_site_rights(places: Collection[RoleAtAgency], having: dict[Group, frozenset[str]]) -> None:
    wanted_rights = {
        place.group_id: site_rights(having[place.group], at_central=place.agency.role == AgencyRole.CENTRAL_UNIT)
        for place in places
    }
    permissions = _permissions({right for rights in wanted_rights.values() for right in rights})
    rows = Group.permissions.through.objects
    wanted = {(group, permissions[right]) for group, rights in wanted_rights.items() for right in rights}
    columns = rows.filter(group__in=list(having)).values_list("pk", "group_id", "permission_id")
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


def site_rights(rights: Collection[str], *, at_central: bool) -> frozenset[str]:
    """What the group of a role with these rights may do in the whole admin: enter it, and what some rights bring."""
    brought = {each for right in rights if at_central for each in SITE_RIGHTS.get(right, ())}
    return frozenset({ADMIN_ACCESS} | brought)


def register(right: str, give: Give) -> None:
    """Have ``give`` called with the groups that have a right and those that have not, when these are made or refreshed.

    It runs in the same transaction, may be called again for a group that has everything, and must leave such a one as
    it is.
    """
    if give not in _givers[right]:
        _givers[right].append(give)


def _give_all(groups: dict[Group, frozenset[str]]) -> None:
    """Call everybody who registered; ``groups`` have their rights."""
    for right, givers in _givers.items():
        having = [group for group, rights in groups.items() if right in rights]
        lacking = [group for group, rights in groups.items() if right not in rights]
        for give in givers:
            give(having, lacking)
