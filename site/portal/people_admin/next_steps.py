"""What is between a new platform and its first request: the steps of its administrators, which are done, and the places
where a country puts its own words and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from content.pages.models import HomePage
from permissions.access.decide import Held
from permissions.access.two_people import holders_of
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.agencies.rights import EDIT_PAGES, PUBLISH_RULES
from permissions.agencies.selectors import open_posts
from permissions.now import now
from permissions.platform.called import FIRST_CALENDAR
from permissions.platform.models import Platform
from permissions.spans import within
from portal.admin_screens.screen import holds
from workflows.versions.models import Subject, Version, VersionStatus

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


def own_words(held: Held) -> list[Step]:
    """Where the country’s own words and numbers are missing, or still those that Insaf comes with; none once all are
    put. The address is empty where ``held`` does not reach it: somebody else puts them there. Three queries.
    """
    said = Platform.objects.filter(pk=Platform.THE_ONE).first() or Platform(name={})
    settings, edits, owns = reverse("access:platform"), holds(held, EDIT_PAGES), holds(held, PUBLISH_RULES)
    home = HomePage.objects.live().order_by("pk").first()
    calendar = said.calendar or FIRST_CALENDAR
    own = Q(subject=Subject.CALENDAR, key=calendar, published_by__isnull=False)
    danger = Q(subject=Subject.DANGER, status=VersionStatus.PUBLISHED)
    there = set(Version.objects.filter(own | danger).values_list("subject", flat=True))
    studio = {
        "calendar": reverse("studio:thing", args=["calendar", calendar]) if owns else "",
        "danger": reverse("studio:all") if owns else "",
    }
    places = [
        Step(
            _("Name of the platform, who runs it, country and time zone"), settings, bool(said.name and said.authority)
        ),
        Step(_("Numbers for people in danger to call"), settings, bool(said.emergency_numbers)),
        Step(_("Words of danger, once the numbers are entered"), studio["danger"], Subject.DANGER in there),
        Step(
            _("Working hours and holidays: those of Jordan apply until then"),
            studio["calendar"],
            Subject.CALENDAR in there,
        ),
    ]
    if home is not None:
        address = reverse("wagtailadmin_pages:edit", args=[home.pk]) if edits else ""
        places.append(
            Step(_("Telephone or email address on the home page"), address, bool(home.call_number or home.email))
        )
    return [] if all(place.done for place in places) else places
