"""Who stands at agencies, by post or role: whom a case can accuse there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from permissions.access.in_force import within
from permissions.access.models import RoleHolding
from permissions.agencies.models import Holding
from permissions.people.models import User


def people_at(agency_ids: Iterable[int], at: datetime) -> list[User]:
    """The people who sit in a post of these agencies or hold a role of their own there at ``at``, in one query."""
    wanted = list(agency_ids)
    seated = Holding.objects.filter(within(at), post__agency__in=wanted).values("user")
    holding = RoleHolding.objects.filter(within(at), place__agency__in=wanted).values("user")
    return list(User.objects.filter(Q(pk__in=seated) | Q(pk__in=holding), is_active=True).order_by("username"))
