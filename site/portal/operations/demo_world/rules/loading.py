"""Puts the routing table with Jordan's bodies in force, and the categories, where no owner has made them theirs."""

from __future__ import annotations

from typing import Any, Final

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.demo_world.rules.categories import CATEGORIES
from portal.operations.demo_world.rules.routing import MAIN
from portal.operations.set_up.kinds import SEALED
from portal.operations.set_up.routing import TABLES
from portal.operations.set_up.rules import publish_missing
from workflows.cases import retention
from workflows.cases.models import Track
from workflows.versions.models import Subject
from workflows.versions.services import digest_of

SUPERSEDED: Final = (
    # when any part of a word decided, wherever it stood
    "13a886aea78669511be720a7258d073cd9cffd6f338c093bb26370d47061b7fb",
    # as every installation begins
    digest_of(TABLES["main"]),
)
"""Digests of the general routing table as earlier releases and ``set_up`` publish it."""

YEARS: Final = {"complaint": 5, "inquiry": 2, "suggestion": 2, "praise": 2}
SEALED_YEARS: Final = 10
RETENTION: Final = {
    **retention.as_shipped(),
    "rows": [
        {"kind": kind, "track": track.value, "keep": {"years": years if track == Track.ORDINARY else SEALED_YEARS}}
        for kind, years in (YEARS | dict.fromkeys(SEALED, SEALED_YEARS)).items()
        for track in Track
    ],
}
"""As the README proposes."""


def publish_routing() -> int:
    """Drafted by ``owner`` and put in force by ``owner2``; returns 0 where it stays as it is."""
    return _publish((Subject.ROUTING, "main", MAIN))


def publish_categories() -> int:
    """Those of complaints, in the same way, where they were never published."""
    return _publish((Subject.CATEGORIES, "complaint", CATEGORIES))


def publish_retention() -> int:
    """How long requests are kept, in the same way. Nothing in the demo's year is old enough to go."""
    return _publish((Subject.RETENTION, retention.KEY, RETENTION))


def _publish(thing: tuple[Subject, str, Any]) -> int:
    owners = User.objects.filter(username__in=("owner", "owner2")).order_by("username").values_list("pk", flat=True)
    drafter, publisher = map(Actor.staff, owners)
    return publish_missing([thing], superseded=SUPERSEDED, drafter=drafter, publisher=publisher)
