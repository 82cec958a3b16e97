"""The first two administrators of an installation: until both have accepted, neither does anything alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from permissions.access.one_time_links import take_link
from permissions.agencies.models import Agency, AgencyRole
from permissions.people.models import LinkPurpose, OneTimeLink, User

OLD: Final = timedelta(days=30)
"""After which an account is nobody's invention of today."""


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """One who was invited. ``expires_at`` is that of their last link."""

    user: User
    accepted_at: datetime | None
    expires_at: datetime


def first_administrators() -> list[FirstAdministrator]:
    """Those who are still meant, by user name; none where nobody was ever invited so. One query."""
    links = OneTimeLink.objects.filter(purpose=LinkPurpose.FIRST_ADMINISTRATOR, user__is_active=True)
    found: dict[int, FirstAdministrator] = {}
    for link in links.select_related("user").order_by("made_at", "pk"):
        known = found.get(link.user_id)
        accepted_at = link.used_at or (known.accepted_at if known is not None else None)
        found[link.user_id] = FirstAdministrator(link.user, accepted_at, link.expires_at)
    return sorted(found.values(), key=lambda each: each.user.username)


def is_waiting(invited: Sequence[FirstAdministrator]) -> bool:
    """Whether one of them has not accepted yet."""
    return any(each.accepted_at is None for each in invited)


def is_young(at: datetime) -> bool:
    """Whether no account is old: then what else one administrator does alone takes the first two together."""
    return not User.objects.filter(is_active=True, date_joined__lte=at - OLD).exists()


def hold_back(people: Iterable[User]) -> None:
    """Until all of them have accepted, their accounts open nothing but the page that says so."""
    User.objects.filter(pk__in=[person.pk for person in people]).update(held_back=True)


def accept(token: str) -> OneTimeLink:
    """Use up a link; with the last of the first administrators all of them are free. Raises ``LinkRefused``."""
    with transaction.atomic():
        # Of two who accept at one moment, the second must see the first.
        list(Agency.objects.select_for_update().filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True))
        link = take_link(token)
        if link.purpose == LinkPurpose.FIRST_ADMINISTRATOR and not is_waiting(first_administrators()):
            User.objects.filter(held_back=True).update(held_back=False)
    return link
