"""Who holds a role at an agency and can act in it now, for work that goes to a role and to no post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from permissions.access.in_force import worth_something
from permissions.access.models import Delegation, RoleHolding
from permissions.agencies.models import Absence, Holding
from permissions.spans import within


def role_holders(role: str, agency_ids: Collection[int], at: datetime) -> Mapping[int, list[int]]:
    """Agency to the ids of the active people who hold ``role`` there at ``at`` by themselves, by a post, or because it
    is lent to them, and are not away; ascending, in one query. An agency at which nobody does is not there.
    """
    wanted = list(agency_ids)
    held = RoleHolding.objects.filter(within(at), place__role__code=role, place__agency__in=wanted)
    posts = Holding.objects.filter(within(at), post__brings__role__code=role, post__agency__in=wanted)
    lent = Delegation.objects.filter(within(at) & worth_something(at), place__role__code=role, place__agency__in=wanted)
    rows = [
        _acting(held, "user", "place__agency", at),
        _acting(posts, "user", "post__agency", at),
        _acting(lent, "deputy", "place__agency", at),
    ]
    found: defaultdict[int, set[int]] = defaultdict(set)
    for agency_id, user_id in rows[0].union(*rows[1:]):
        found[agency_id].add(user_id)
    return {agency_id: sorted(people) for agency_id, people in found.items()}


def _acting(rows: QuerySet[Any], who: str, agency: str, at: datetime) -> QuerySet[Any, tuple[int, int]]:
    away = Exists(Absence.objects.filter(within(at), user=OuterRef(who)))
    present = rows.filter(~away, **{f"{who}__is_active": True})
    return present.order_by().values_list(f"{agency}_id", f"{who}_id")
