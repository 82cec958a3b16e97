"""Who stands at agencies, by post or role: whom a case can accuse there, and to whom a role can be lent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from permissions.access.models import RoleHolding
from permissions.agencies.models import Holding
from permissions.people.models import User
from permissions.spans import within


def people_at(agency_ids: Iterable[int], at: datetime) -> list[tuple[int, User]]:
    """The active people who sit in a post of these agencies or hold a role of their own there at ``at``.

    Each with the agency's id, once an agency, by user name; two queries.
    """
    wanted = list(agency_ids)
    seated = Holding.objects.filter(within(at), post__agency__in=wanted).order_by()
    holding = RoleHolding.objects.filter(within(at), place__agency__in=wanted).order_by()
    places = set(
        seated.values_list("user_id", "post__agency_id").union(holding.values_list("user_id", "place__agency_id"))
    )
    people = User.objects.filter(is_active=True).in_bulk({user_id for user_id, _agency in places})
    found = [(agency, people[user_id]) for user_id, agency in places if user_id in people]
    return sorted(found, key=lambda each: (each[0], each[1].username))
