"""A small world with the roles of the demo world: a person for each, a case for each subject, one of each thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.users.models import UserProfile

from permissions.access.models import Party
from permissions.agencies.models import Agency, Holding, Post
from permissions.people.models import User
from portal.operations.demo_world.people.roster import Seat, roster
from tests.after_filing import has_filed
from tests.content.forms.made import picture
from tests.scenes import LONG_AGO, Country, country, file_case, grant
from tests.seeded_site import pages_and_forms
from workflows.cases.actions import AskIdentity, OpenIdentity
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, IdentityRequest
from workflows.cases.submission import StoredFile
from workflows.cases.tracking import secret_of

LOGINS = (
    *("officer-moh", "staff-moh", "level1-moh", "level2-moh", "legal-moh", "central", "rights"),
    *("owner", "editor", "callcentre", "custodian", "privacy", "auditor", "admin-moh", "admin"),
)
"""One of the demo world's logins for each of its roles."""
SEATS: dict[str, Seat] = {seat.role: seat for seat in roster() if seat.login in LOGINS}
ABOUT: dict[str, dict[str, str]] = {
    "mine": {"agency": "moh"},
    "other": {"agency": "moe"},
    "accused": {"agency": "moh"},
    "sealed": {"kind": "integrity", "agency": "moh"},
}
"""What is filed for each subject of the table."""


@dataclass
class World:
    """``clients`` by role, ``visitor`` and ``citizen`` among them; ``cases`` by subject, each with a file."""

    land: Country
    cases: dict[str, Case] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    samples: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By the beginning of a route: what stands for its parameters."""


@contextmanager
def small_world(blocker: DjangoDbBlocker) -> Iterator[World]:
    """Stand in a transaction that holds all of it."""
    with blocker.unblock(), transaction.atomic():
        world = World(country())
        pages_and_forms()
        for subject, about in ABOUT.items():
            world.cases[subject] = _case(subject, about)
        _accuse(world.cases["accused"], world.land.agencies["moh"])
        for role, seat in SEATS.items():
            world.clients[role] = logged_in(_settled(world.land, seat))
        world.clients["visitor"] = Client()
        world.clients["citizen"] = has_filed(proved(world.cases["mine"]), world.cases["mine"])
        yield world
        transaction.set_rollback(True)


def logged_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def proved(case: Case) -> Client:
    """The browser of a citizen who has shown number and secret of their case."""
    client = Client()
    answer = client.post("/ar/track/", {"tracking": case.tracking, "secret": secret_of(case)})
    assert answer.status_code == 302
    return client


def _case(subject: str, about: dict[str, str]) -> Case:
    # Of its own: what another world of this process put there may be encrypted since, by a key that is gone with it.
    key = storages["private"].save(f"who-may-what/{subject}", ContentFile(picture("PNG")))
    return file_case(files=(StoredFile("one.png", "image/png", 5, "0" * 64, key),), **about)


def _accuse(case: Case, agency: Agency) -> None:
    """The case is against all of an agency."""
    Party.objects.create(case_id=case.pk, agency=agency)
    Case.objects.filter(pk=case.pk).update(guarded=True)
    case.works.update(guarded=True)


def _settled(land: Country, seat: Seat) -> User:
    """The person of a seat as the demo world has them: with its role at its agencies, and in its post."""
    person = land.people.get(seat.login)
    if person is None:
        name = {"ar": seat.login, "en": seat.login}
        person = User.objects.create(username=seat.login, name=name, email=f"{seat.login}@example.org", password="!")
        land.people[seat.login] = person
        for code in (seat.agency, *seat.also_at):
            grant(person, seat.role, land.agencies[code])
        if seat.level is not None:
            post = Post.objects.get(agency__code=seat.agency, level=seat.level)
            Holding.objects.create(post=post, user=person, starts=LONG_AGO)
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    return person


def opened_request(world: World) -> IdentityRequest:
    """A request about the sealed case that the custodian has opened to somebody who is no role's person here."""
    case = world.cases["sealed"]
    apply(case.pk, AskIdentity(reason="x"), actor=world.land.actor("officer-rights"))
    request = case.identity_requests.get()
    action = OpenIdentity(request_id=request.pk, reason="x", hours=72)
    apply(case.pk, action, actor=world.land.actor("custodian"))
    return request
