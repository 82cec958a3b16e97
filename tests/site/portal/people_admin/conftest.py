"""An administrator at their screens, in the small country."""

from __future__ import annotations

import pytest
from django.test import Client

from permissions.people.models import User
from tests.scenes import Country, country, grant
from tests.site.portal.signed_in import client_of


@pytest.fixture
def land() -> Country:
    """The small country with an administrator, ``admin``."""
    found = country()
    admin = User.objects.create(username="admin", password="!", name={"ar": "المدير", "en": "Admin"})
    grant(admin, "administrator", found.agencies["central"])
    found.people["admin"] = admin
    return found


@pytest.fixture
def admin(land: Country) -> Client:
    """The administrator, logged in, reading English."""
    return client_of(land, "admin")
