"""An administrator and two process owners at their spreadsheets, in the small country."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    hire(found, "agency_administrator", "moh", username="admin-moh")
    hire(found, "owner")
    hire(found, "owner", username="owner2")
    return found


@pytest.fixture
def admin(land: Country) -> Client:
    return client_of(land, "admin")


@pytest.fixture
def owner(land: Country) -> Client:
    return client_of(land, "owner")
