"""What is held at an instant: role holdings, posts that bring a role, delegations, and single cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from permissions.access.models import Delegation, NamedAccess, RoleHolding
from permissions.agencies.models import Holding
from permissions.agencies.rights import WORK_CASE
from permissions.spans import within


class Row(NamedTuple):
    """One right that someone holds, or one place where they stand, and by what."""

    user: int
    right: str | None
    on: str | None
    """The id of the agency that the right is on, as guardian keeps it: a text."""
    agency: int | None
    """Where they stand by it."""
    kind: str | None
    """What that agency is: ``AgencyRole``."""
    parent: int | None
    grandparent: int | None
    level: int | None
    """Of the post there; ``GROUND`` without one."""
    giver: int | None
    """For whom they act by it, where it is lent."""
    case: int | None
    """The case whose right stands alone, without an agency."""


# Cast, or PostgreSQL takes a bare NULL for a text and refuses to unite it with a number.
_NO_TEXT = Cast(Value(None), TextField())
_NO_ID = Cast(Value(None), BigIntegerField())
_WORKS = Case(When(works=True, then=Value(WORK_CASE)), default=None, output_field=TextField())
GROUND = -1
"""Below every post: whoever stands at an agency by a role alone."""
_GROUND = Value(GROUND, output_field=BigIntegerField())


Rows = Literal["role", "post", "lent"]
"""The kinds of rows that give someone a role."""


def rows_in_force(
    at: datetime, *, user_ids: Sequence[int] | None = None, without: Collection[tuple[Rows, int]] = ()
) -> QuerySet[Any, Row]:
    """All that active people (or, of these, those named) hold at ``at``, a row for each right, in one query.

    A post without a role gives a row without a right: its holder stands there all the same. ``without``: rows (their
    kind and id) that are left out, to see what would be then. The columns are those of ``Row``, as plain tuples.
    """
    given = RoleHolding.objects.filter(_but("role", without), within(at))
    held = _rows(given, "user", "place", "place__agency", _GROUND, user_ids)
    seats = Holding.objects.filter(_but("post", without), within(at))
    posts = _rows(seats, "user", "post__brings", "post__agency", "post__level", user_ids)
    delegations = Delegation.objects.filter(_but("lent", without), within(at) & worth_something(at))
    # Whoever acts for another stands where that role is: accused with its holder, and with its agency.
    lent = _rows(delegations, "deputy", "place", "place__agency", _GROUND, user_ids, giver="giver_id")
    cases = NamedAccess.objects.filter(within(at), **_whose("user", user_ids)).values_list(
        "user_id", _WORKS, _NO_TEXT, _NO_ID, _NO_TEXT, _NO_ID, _NO_ID, _NO_ID, _NO_ID, "case_id"
    )
    return held.union(posts, lent, cases, all=True)


def worth_something(at: datetime) -> Q:
    """The condition for delegations whose giver is active and holds at ``at`` what they lend, themselves, and whose
    deputy still is a colleague there.
    """
    own = RoleHolding.objects.filter(within(at), user=OuterRef("giver"), place=OuterRef("place"))
    by_post = Holding.objects.filter(within(at), user=OuterRef("giver"), post__brings=OuterRef("place"))
    role = RoleHolding.objects.filter(within(at), user=OuterRef("deputy"), place__agency=OuterRef("place__agency"))
    seat = Holding.objects.filter(within(at), user=OuterRef("deputy"), post__agency=OuterRef("place__agency"))
    return Q(giver__is_active=True) & (Exists(own) | Exists(by_post)) & (Exists(role) | Exists(seat))


def _but(kind: Rows, without: Collection[tuple[Rows, int]]) -> Q:
    ids = [pk for each, pk in without if each == kind]
    return ~Q(pk__in=ids) if ids else Q()


def _rows(
    rows: QuerySet[Any],
    who: str,
    place: str,
    agency: str,
    level: Any,
    user_ids: Sequence[int] | None,
    *,
    giver: Any = _NO_ID,
) -> QuerySet[Any, Row]:
    right = f"{place}__group__groupobjectpermission"
    return (
        rows.filter(**_whose(who, user_ids))
        .order_by()
        .values_list(
            f"{who}_id",
            f"{right}__permission__codename",
            f"{right}__object_pk",
            f"{agency}_id",
            f"{agency}__role",
            f"{agency}__parent_id",
            f"{agency}__parent__parent_id",
            level,
            giver,
            _NO_ID,
        )
    )


def _whose(who: str, user_ids: Sequence[int] | None) -> dict[str, Any]:
    named = {} if user_ids is None else {f"{who}__in": user_ids}
    return {f"{who}__is_active": True, **named}
