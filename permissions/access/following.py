"""Whether what follows from roles and holdings is as it must be: groups, their rights, and who is a member of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from guardian.models import GroupObjectPermission, UserObjectPermission

from permissions.access.groups import group_name, site_rights
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.now import now
from permissions.people.models import User
from permissions.spans import lasting


def differences() -> Iterator[str]:
    """An English sentence for each right of a role's group, and each membership, that nothing stands behind, and for
    each that is missing; none when all follow. Groups that Wagtail has made for itself have no members."""
    places = list(RoleAtAgency.objects.select_related("role", "agency", "group"))
    yield from _groups(places)
    yield from _rights_on_agencies(places, GroupObjectPermission.objects.filter(group__role_at_agency__isnull=False))
    yield from _rights_of_the_admin(places)
    yield from _members()
    for model in (UserObjectPermission, User.user_permissions.through):
        for pk in model.objects.order_by("pk").values_list("pk", flat=True):
            yield f"row {pk} of {model._meta.db_table} was put in: nobody has rights but by roles"


def _groups(places: Iterable[RoleAtAgency]) -> Iterator[str]:
    names = {place.group_id: group_name(place.role.code, place.agency.code) for place in places}
    for pk, name in Group.objects.order_by("pk").values_list("pk", "name"):
        if pk in names and name != names[pk]:
            yield f"row {pk} of auth_group was changed: it is the group of {names[pk]}"


def has_other_rights(places: Collection[RoleAtAgency]) -> bool:
    """Whether the groups of these have more rights on agencies, or fewer, than their roles give: two statements."""
    rows = GroupObjectPermission.objects.filter(group__in=[place.group_id for place in places])
    return any(_rights_on_agencies(places, rows))


def _rights_on_agencies(places: Iterable[RoleAtAgency], given: QuerySet[GroupObjectPermission]) -> Iterator[str]:
    on_agencies = ContentType.objects.get_for_model(Agency).pk
    permissions = dict(Permission.objects.filter(content_type=on_agencies).values_list("codename", "pk"))
    expected: set[tuple[int | str, ...]] = {
        (place.group_id, permissions[right], on_agencies, str(place.agency_id))
        for place in places
        for right in place.role.rights
        if right in permissions
    }
    rows = given.order_by("pk").values_list("pk", "group", "permission", "content_type", "object_pk")
    yield from _compared(GroupObjectPermission._meta.db_table, expected, ((row[0], row[1:]) for row in rows))


def _rights_of_the_admin(places: Iterable[RoleAtAgency]) -> Iterator[str]:
    """No more and no less. What upper floors give lies in tables of their own, after which they look themselves."""
    names = {
        f"{app}.{code}": pk
        for app, code, pk in Permission.objects.values_list("content_type__app_label", "codename", "pk")
    }
    wanted: set[tuple[int | str, ...]] = {
        (place.group_id, names[right])
        for place in places
        for right in site_rights(place.role.rights, at_central=place.agency.role == AgencyRole.CENTRAL_UNIT)
    }
    model = Group.permissions.through
    given = model.objects.filter(group__role_at_agency__isnull=False).order_by("pk")
    rows = given.values_list("pk", "group", "permission")
    yield from _compared(model._meta.db_table, wanted, ((row[0], row[1:]) for row in rows))


def _members() -> Iterator[str]:
    """Who holds something now, or will, is a member of its group. A membership of what is over may stay, since each
    right is asked for at the door; one of a group by which somebody never held anything may not."""
    coming = lasting(now())
    due, once = _groups_of(coming), _groups_of(Q())
    model = User.groups.through
    there = set()
    for pk, user, group in model.objects.order_by("pk").values_list("pk", "user", "group"):
        there.add((user, group))
        if (user, group) not in once:
            yield f"row {pk} of {model._meta.db_table} was put in: the person never held anything there"
    for user, group in sorted(due - there):
        yield f"a row of {model._meta.db_table} is missing: person {user} is no member of group {group}"


def _groups_of(when: Q) -> set[tuple[int, int]]:
    """People, each with a group of what they hold at such a time."""
    return {
        *RoleHolding.objects.filter(when).order_by().values_list("user", "place__group"),
        *Holding.objects.filter(when, post__brings__isnull=False).values_list("user", "post__brings__group"),
        *Delegation.objects.filter(when).order_by().values_list("deputy", "place__group"),
    }


def _compared(
    table: str, wanted: set[tuple[int | str, ...]], there: Iterable[tuple[int, tuple[int | str, ...]]]
) -> Iterator[str]:
    found = set()
    for pk, says in there:
        found.add(says)
        if says not in wanted:
            yield f"row {pk} of {table} was put in or changed: no role has that right there"
    for says in sorted(wanted - found, key=str):
        yield f"a row of {table} is missing: group {says[0]} lacks permission {says[1]}"
