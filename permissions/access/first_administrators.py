"""The first two administrators of an installation: until both have accepted, neither does anything alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from permissions.people.models import LinkPurpose, OneTimeLink, User


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


def is_held_back(user_id: int) -> bool:
    """Whether someone is one of them while one of them has not accepted yet."""
    invited = first_administrators()
    return is_waiting(invited) and user_id in {each.user.pk for each in invited}
