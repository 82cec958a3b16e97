"""The only answer to "may I": for screens, exports, lists, files and the door alike."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q, QuerySet
from guardian.models import GroupObjectPermission

from permissions.access.decide import HANDLE_SENSITIVE, Held, Scope, Subject, may, scope_of
from permissions.actors import Actor
from permissions.people.models import User


def held_by(user_id: int) -> Held:
    """Right to agency ids, in one query, read anew each time: a right taken away is refused at once."""
    rows = GroupObjectPermission.objects.filter(
        group__user=user_id,
        group__user__is_active=True,
        permission__content_type__app_label="permissions",
        permission__content_type__model="agency",
    ).values_list("permission__codename", "object_pk")
    held: dict[str, set[int]] = defaultdict(set)
    for right, agency_id in rows:
        held[right].add(int(agency_id))
    return {right: frozenset(agencies) for right, agencies in held.items()}


def can(actor: Actor, right: str, subject: Subject) -> bool:
    """Whether a member of staff has a right over a case. Everybody else has rights of their own at the door."""
    return actor.user_id is not None and may(held_by(actor.user_id), right, subject)


def holds(actor: Actor, right: str) -> bool:
    """Whether a member of staff has a right at any agency: for screens that are about no case."""
    return actor.user_id is not None and bool(held_by(actor.user_id).get(right))


def scope(actor: Actor, right: str) -> Scope:
    """What a list may show to an actor; nothing to whoever is not on the staff."""
    return scope_of(held_by(actor.user_id) if actor.user_id is not None else {}, right)


def rows_in(scope: Scope, *, agency: str = "agency_id", track: str = "track") -> Q:
    """The scope as a condition on rows that name an agency and a track."""
    ordinary = Q(**{track: "ordinary"})
    if not scope.everything_ordinary:
        ordinary &= Q(**{f"{agency}__in": sorted(scope.ordinary_agency_ids)})
    if not scope.sensitive_agency_ids:
        return ordinary
    return ordinary | Q(**{track: "sensitive", f"{agency}__in": sorted(scope.sensitive_agency_ids)})


def people_with(right: str, agency_id: int, *, sensitive: bool = False) -> QuerySet[User]:
    """The active people who hold ``right`` at an agency; with ``sensitive`` those who also handle sensitive cases."""
    people = User.objects.filter(is_active=True)
    for wanted in (right, HANDLE_SENSITIVE) if sensitive else (right,):
        groups = GroupObjectPermission.objects.filter(
            permission__codename=wanted,
            permission__content_type__app_label="permissions",
            permission__content_type__model="agency",
            object_pk=str(agency_id),
        )
        members = User.groups.through.objects.filter(group__in=groups.values("group"))
        people = people.filter(pk__in=members.values("user"))
    return people.order_by("username")
