"""What is between a new platform and its first request: the steps of its administrators, and which are done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.access.two_people import holders_of
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.agencies.rights import PUBLISH_RULES
from permissions.agencies.selectors import open_posts
from permissions.now import now
from permissions.spans import within

TWO = 2
"""Owners: one drafts, and another publishes."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, where, and whether it has been done."""

    words: str
    address: str
    done: bool


def next_steps() -> list[Step]:
    """All of them, in their order; none once all are done. Three queries."""
    bodies = Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True)
    seated = Holding.objects.filter(within(now()), post__level=0, user__is_active=True)
    units = Agency.objects.filter(role=AgencyRole.CENTRAL_UNIT).values_list(
        Exists(bodies),
        Exists(open_posts().filter(agency__in=bodies)),
        Exists(seated.filter(post__agency__in=bodies)),
        Exists(seated.filter(post__agency__role=AgencyRole.CENTRAL_UNIT)),
    )
    has_bodies, has_posts, has_officers, has_unit = units.first() or (False,) * 4
    has_owners = len(holders_of({PUBLISH_RULES})) >= TWO
    steps = [
        Step(_("Make the agencies."), reverse("access:new_body"), has_bodies),
        Step(_("Give each its posts, the lowest first: that of whoever answers."), reverse("access:posts"), has_posts),
        Step(_("Seat people in the lowest posts of the agencies."), reverse("access:people"), has_officers),
        Step(_("Seat people in the posts of the complaints unit."), reverse("access:posts"), has_unit),
        Step(_("Make at least two people process owners."), reverse("access:people"), has_owners),
    ]
    return [] if all(step.done for step in steps) else steps
