"""Puts the routing table with Jordan's bodies in force, and the categories, where no owner has made them theirs."""

from __future__ import annotations

from typing import Any, Final

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.demo_world.rules.categories import CATEGORIES
from portal.operations.demo_world.rules.routing import MAIN
from portal.operations.set_up.routing import TABLES
from portal.operations.set_up.rules import publish_missing
from workflows.versions.models import Subject
from workflows.versions.services import digest_of

SUPERSEDED: Final = (
    # when any part of a word decided, wherever it stood
    "13a886aea78669511be720a7258d073cd9cffd6f338c093bb26370d47061b7fb",
    # as every installation begins
    digest_of(TABLES["main"]),
)
"""Digests of the general routing table as earlier releases and ``set_up`` publish it."""


def publish_routing() -> int:
    """Drafted by ``owner`` and put in force by ``owner2``; returns 0 where it stays as it is."""
    return _publish((Subject.ROUTING, "main", MAIN))


def publish_categories() -> int:
    """Those of complaints, in the same way, where they were never published."""
    return _publish((Subject.CATEGORIES, "complaint", CATEGORIES))


def _publish(thing: tuple[Subject, str, Any]) -> int:
    drafter, publisher = (Actor.staff(User.objects.get(username=login).pk) for login in ("owner", "owner2"))
    return publish_missing([thing], superseded=SUPERSEDED, drafter=drafter, publisher=publisher)
