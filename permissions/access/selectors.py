"""Asking who may do what. Rights are read anew for each question, so that a revoked one is gone at once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from guardian.models import GroupObjectPermission

from permissions.access.decide import ORDINARY, SENSITIVE, Held, Scope, Subject, may, scope_of
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import HANDLE_SENSITIVE, VIEW_CASE, WORK_CASE
from permissions.people.models import User


def held_by(user_id: int) -> Held:
    """The rights of a member of staff, in one query; none for someone inactive. No flag of the account counts."""
    return _held_by_each(group__user=user_id).get(user_id, Held())


def held_by_everyone() -> dict[int, Held]:
    """The same for all active people who hold anything, in one query: for work in bulk."""
    return _held_by_each(group__user__isnull=False)


def _held_by_each(**whose: Any) -> dict[int, Held]:
    role = Agency.objects.filter(pk=Cast(OuterRef("object_pk"), BigIntegerField())).values("role")
    rows = (
        GroupObjectPermission.objects.filter(
            **whose,
            group__user__is_active=True,
            content_type=ContentType.objects.get_for_model(Agency),
        )
        .annotate(agency_role=Subquery(role))
        .values_list("group__user", "permission__codename", "object_pk", "agency_role")
    )
    agencies: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    central: defaultdict[int, set[int]] = defaultdict(set)
    for user_id, right, agency_id, agency_role in rows:
        agencies[user_id][right].add(int(agency_id))
        if agency_role == AgencyRole.CENTRAL_UNIT:
            central[user_id].add(int(agency_id))
    return {
        user_id: Held({right: frozenset(ids) for right, ids in held.items()}, frozenset(central[user_id]))
        for user_id, held in agencies.items()
    }


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
            return right == VIEW_CASE and _is_the_case_of(actor, subject)
        case "staff" if actor.user_id is not None:
            return may(held_by(actor.user_id) if held is None else held, right, subject)
        case _:
            return False


def _is_the_case_of(citizen: Actor, subject: Subject | None) -> bool:
    return subject is not None and subject.case_id is not None and subject.case_id == citizen.case_id


def scope(actor: Actor, right: str, *, held: Held | None = None) -> Scope:
    """The cases that a member of staff's right reaches, for lists; empty for every other actor."""
    if actor.kind != "staff" or actor.user_id is None:
        return Scope()
    return scope_of(held_by(actor.user_id) if held is None else held, right)


def rows_in(reach: Scope, *, agency: str = "agency_id", track: str = "track") -> Q:
    """The condition for rows of a scope; ``agency`` and ``track`` are the paths of these two columns."""
    ordinary = Q(**{track: ORDINARY})
    if not reach.everything_ordinary:
        ordinary &= Q(**{f"{agency}__in": sorted(reach.ordinary_agency_ids)})
    if not reach.sensitive_agency_ids:
        return ordinary
    return ordinary | Q(**{track: SENSITIVE, f"{agency}__in": sorted(reach.sensitive_agency_ids)})


def people_with(right: str, agency_id: int, *, sensitive: bool = False) -> QuerySet[User]:
    """The active people who hold ``right`` at an agency; with ``sensitive`` those who also handle sensitive cases."""
    people = User.objects.filter(is_active=True)
    for wanted in (right, HANDLE_SENSITIVE) if sensitive else (right,):
        groups = GroupObjectPermission.objects.filter(
            permission__codename=wanted,
            content_type__app_label="permissions",
            content_type__model="agency",
            object_pk=str(agency_id),
        )
        members = User.groups.through.objects.filter(group__in=groups.values("group"))
        people = people.filter(pk__in=members.values("user"))
    return people.order_by("username")
