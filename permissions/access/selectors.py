"""Asking who may do what. Rights are read anew for each question, so that a revoked one is gone at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from guardian.models import GroupObjectPermission

from permissions.access.decide import ORDINARY, SENSITIVE, Held, Scope, Subject, may, scope_of
from permissions.access.in_force import GROUND, Row, rows_in_force, worth_something
from permissions.access.models import Delegation, Party, RoleAtAgency, RoleHolding
from permissions.actors import Actor
from permissions.agencies.decide import Standing
from permissions.agencies.models import AgencyRole, Holding
from permissions.agencies.rights import HANDLE_SENSITIVE, MANAGE_PEOPLE, VIEW_CASE, WORK_CASE
from permissions.compiled import CompiledQuery, with_room
from permissions.now import now
from permissions.people.models import User
from permissions.spans import within


def held_by(user_id: int, *, at: datetime | None = None) -> Held:
    """The rights of a member of staff now (or at ``at``), in one query; none for someone inactive.

    No flag of the account counts.
    """
    return gathered(_OF_ONE.ask([user_id], at or now())).get(user_id) or Held(standing=Standing(user_id))


_OF_ONE: CompiledQuery[Row] = CompiledQuery(lambda user_ids, at: rows_in_force(at, user_ids=user_ids))


def held_by_many(user_ids: Iterable[int], *, at: datetime | None = None) -> dict[int, Held]:
    """The same for several people, in one query."""
    wanted = sorted(set(user_ids))
    known = gathered(with_room(_OF_SEVERAL, wanted).ask(wanted, at or now())) if wanted else {}
    return {user_id: known.get(user_id) or Held(standing=Standing(user_id)) for user_id in wanted}


SOME, MANY = 8, 64
"""The colleagues at a small body, or those who may answer for a case; those at a large one."""
_OF_SEVERAL: Sequence[CompiledQuery[Row]] = [
    CompiledQuery(lambda user_ids, at: rows_in_force(at, user_ids=user_ids), room=room) for room in (SOME, MANY)
]


def held_by_everyone(*, at: datetime | None = None) -> dict[int, Held]:
    """The same for all active people who hold anything, in one query: for work in bulk."""
    return gathered(rows_in_force(at or now()))


def gathered(rows: Iterable[Iterable[Any]]) -> dict[int, Held]:
    """Rows of what is held (``Row``, or tuples like them), put together for each person."""
    by_user: defaultdict[int, list[Row]] = defaultdict(list)
    for row in map(Row._make, rows):
        by_user[row.user].append(row)
    return {user_id: _held(user_id, of_user) for user_id, of_user in by_user.items()}


def _held(user_id: int, rows: list[Row]) -> Held:
    agencies: defaultdict[str, set[int]] = defaultdict(set)
    central: set[int] = set()
    seats: defaultdict[int, set[int]] = defaultdict(set)
    above: set[int] = set()
    for row in rows:
        if row.right is not None and row.on is not None:
            agencies[row.right].add(int(row.on))
        if row.agency is not None and row.right is not None and row.kind == AgencyRole.CENTRAL_UNIT:
            central.add(row.agency)
        if row.agency is not None and row.level is not None:
            seats[row.agency].add(row.level)
            above |= {each for each in (row.parent, row.grandparent) if each is not None}
    named = [row for row in rows if row.case is not None]
    return Held(
        {right: frozenset(ids) for right, ids in agencies.items()},
        frozenset(central),
        _standing(user_id, seats, above, {row.giver for row in rows if row.giver is not None}),
        frozenset(row.case for row in named if row.case is not None),
        frozenset(row.case for row in named if row.case is not None and row.right == WORK_CASE),
    )


def _standing(user_id: int, seats: Mapping[int, set[int]], above: set[int], acts_for: set[int]) -> Standing:
    """``seats``: agency to the levels of their posts there, and ``GROUND`` for what they hold without one."""
    posts = {agency: levels - {GROUND} for agency, levels in seats.items()}
    return Standing(
        user_id,
        {agency: max(levels, default=0) for agency, levels in posts.items()},
        frozenset(above),
        frozenset(acts_for),
        {agency: min(levels) for agency, levels in posts.items() if len(levels) > 1},
    )


def can(actor: Actor, right: str, subject: Subject | None = None, *, held: Held | None = None) -> bool:
    """Whether an actor has a right on a case, or, without a subject, over the platform as a whole.

    The operator, who has the server, may do anything; the clock moves cases; a citizen sees the one case whose secret
    they proved; a machine has no right on a case. One query for staff, none where ``held`` was read before in the
    same request.
    """
    match actor.kind:
        case "operator":
            return True
        case "clock":
            return right == WORK_CASE
        case "citizen":
            proved = subject is not None and subject.case_id is not None and subject.case_id == actor.case_id
            return right == VIEW_CASE and proved
        case "staff" if actor.user_id is not None:
            return may(held_by(actor.user_id) if held is None else held, right, subject)
        case _:
            return False


def scope(actor: Actor, right: str, *, held: Held | None = None) -> Scope:
    """The cases that a member of staff's right reaches, for lists; empty for every other actor."""
    if actor.kind != "staff" or actor.user_id is None:
        return Scope()
    return scope_of(held_by(actor.user_id) if held is None else held, right)


def rows_in(
    reach: Scope, *, agency: str = "agency_id", track: str = "track", case: str = "case_id", guarded: str = "guarded"
) -> Q:
    """The condition for rows of a scope, by the paths of four columns.

    ``guarded`` says whether the case accuses anybody: most do not, and need no look at the parties.
    """
    ordinary = Q(**{track: ORDINARY})
    if not reach.everything_ordinary:
        ordinary &= Q(**{f"{agency}__in": sorted(reach.ordinary_agency_ids)})
    condition = ordinary
    if reach.sensitive_agency_ids:
        condition |= Q(**{track: SENSITIVE, f"{agency}__in": sorted(reach.sensitive_agency_ids)})
    if reach.named_case_ids:
        condition |= Q(**{f"{case}__in": sorted(reach.named_case_ids)})
    return condition & (Q(**{guarded: False}) | free_of(reach.standing, case=case))


def free_of(standing: Standing, *, case: str = "case_id") -> Q:
    """The condition for rows about cases from which someone is not shut out, by the path of the case's id.

    The cases that they are shut out of are found once, and only where a row needs it: asked for each row PostgreSQL
    takes every row for dear, and rather reads and sorts a hundred thousand than walk an index until it has enough.
    """
    return ~Q(**{f"{case}__in": _against(standing).values("case_id")})


def _against(standing: Standing) -> QuerySet[Party]:
    """The parties by which someone is shut out; says in SQL what ``agencies.decide.shut_out`` says in Python."""
    against = Q(user__in=sorted(standing.people)) | Q(agency__in=sorted(standing.above), level__isnull=True)
    by_level: defaultdict[int, list[int]] = defaultdict(list)
    for agency_id in standing.levels:
        by_level[standing.lowest_at(agency_id)].append(agency_id)
    for level, agency_ids in by_level.items():
        against |= Q(agency__in=sorted(agency_ids)) & (Q(level__isnull=True) | Q(level__gte=level))
    return Party.objects.filter(against)


def people_with(right: str, agency_id: int, *, sensitive: bool = False) -> list[User]:
    """The active people who hold ``right`` at an agency; with ``sensitive`` those who also handle sensitive cases."""
    people = people_with_any(right, [agency_id])
    if sensitive:
        handlers = people_with_any(HANDLE_SENSITIVE, [agency_id])
        people = [person for person in people if person in handlers]
    return people


def people_with_any(right: str, agency_ids: Collection[int]) -> list[User]:
    """The active people who hold ``right`` at one of some agencies, by their logins; one query for a right."""
    if not agency_ids:
        return []
    return list(User.objects.raw(*_people_by(right).statement(agency_ids, now())))


@cache
def _people_by(right: str) -> CompiledQuery[tuple[Any, ...]]:
    return CompiledQuery(
        lambda agency_ids, at: (
            User.objects.filter(in_places(_places_with(right, agency_ids), at), is_active=True)
            .order_by("username")
            .values_list()
        ),
        room=_BODIES_OF_MOST,
    )


_BODIES_OF_MOST = 4
"""Whoever holds a right at more bodies asks less often than the officers of one."""


def in_places(places: QuerySet[RoleAtAgency], at: datetime) -> Q:
    """The condition for people who hold one of some roles at ``at``: themselves, by a post, or lent to them."""
    held = RoleHolding.objects.filter(within(at), place__in=places)
    posts = Holding.objects.filter(within(at), post__brings__in=places)
    lent = Delegation.objects.filter(within(at) & worth_something(at), place__in=places)
    return Q(pk__in=held.values("user")) | Q(pk__in=posts.values("user")) | Q(pk__in=lent.values("deputy"))


def _places_with(right: str, agency_ids: Collection[int]) -> QuerySet[RoleAtAgency]:
    return RoleAtAgency.objects.filter(
        agency__in=agency_ids,
        group__in=GroupObjectPermission.objects.filter(
            permission__codename=right,
            content_type__app_label="permissions",
            content_type__model="agency",
            object_pk__in=[str(agency_id) for agency_id in agency_ids],
        ).values("group"),
    )


def groups_in_force(user_id: int, at: datetime | None = None) -> QuerySet[Group]:
    """The groups of the roles that someone holds now: what Django's and Wagtail's own questions are answered from."""
    at = at or now()
    places = RoleAtAgency.objects.filter(
        Q(pk__in=RoleHolding.objects.filter(within(at), user=user_id).values("place"))
        | Q(posts__in=Holding.objects.filter(within(at), user=user_id).values("post"))
        | Q(pk__in=Delegation.objects.filter(within(at) & worth_something(at), deputy=user_id).values("place"))
    )
    return Group.objects.filter(pk__in=places.values("group"))


def admin_permissions(user_id: int) -> set[str]:
    """``app.codename`` of all that the groups in force bring: what opens Wagtail's rooms."""
    return {f"{app}.{codename}" for app, codename in _ADMIN_PERMISSIONS.ask([user_id], now())}


_ADMIN_PERMISSIONS: CompiledQuery[tuple[str, str]] = CompiledQuery(
    lambda user_ids, at: (
        Permission.objects.filter(group__in=groups_in_force(user_ids[0], at))
        .order_by()
        .values_list("content_type__app_label", "codename")
    )
)


def administrators(at: datetime) -> QuerySet[User]:
    """The active people who may manage people at ``at``, by a role or post of their own that has no end."""
    places = RoleAtAgency.objects.filter(
        agency__role=AgencyRole.CENTRAL_UNIT,
        group__in=GroupObjectPermission.objects.filter(
            permission__codename=MANAGE_PEOPLE, content_type__model="agency"
        ).values("group"),
    )
    lasting = within(at) & Q(ends__isnull=True)
    held = RoleHolding.objects.filter(lasting, place__in=places)
    posts = Holding.objects.filter(lasting, post__brings__in=places)
    return User.objects.filter(Q(pk__in=held.values("user")) | Q(pk__in=posts.values("user")), is_active=True)
