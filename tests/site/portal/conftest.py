"""People of the staff whom the small country lacks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.people.models import User


def make_owner(username: str) -> User:
    """A process owner at the central unit, who reads English."""
    person = User.objects.create(username=username, name={"ar": username, "en": username}, password="!")
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    central = Agency.objects.get(code="central")
    grant(user=person, role="owner", agency=central, actor=Actor.operator)
    return person


@pytest.fixture
def owner() -> Callable[[str], Client]:
    """Makes a process owner of that name and logs them in."""

    def enter(username: str) -> Client:
        client = Client()
        client.force_login(make_owner(username))
        return client

    return enter
