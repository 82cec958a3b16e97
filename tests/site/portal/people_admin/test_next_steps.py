"""What comes next on a new platform stands above the lists of people and bodies until all of it is done."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from permissions.agencies.models import Agency, Holding
from permissions.now import now
from tests.scenes import Country, hire
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
LISTS = ("/admin/access/bodies/", "/admin/access/people/")


def steps(client: Client) -> list[str]:
    """Of each step whether it is done; the same on both lists."""
    bodies, people = (re.findall(r'data-step="(\w+)"', page(client.get(address))) for address in LISTS)
    assert bodies == people
    return bodies


def test_steps_go_as_they_are_done(land: Country, admin: Client) -> None:
    hire(land, "owner")
    assert steps(admin) == ["done"] * 4 + ["open"]
    hire(land, "owner", username="owner2")
    assert steps(admin) == []
    Holding.objects.filter(post__agency__code="central").update(ends=now())
    assert steps(admin) == ["done"] * 3 + ["open", "done"]
    Holding.objects.filter(post__level=0).update(ends=now())
    assert steps(admin) == ["done"] * 2 + ["open"] * 2 + ["done"]
    Agency.objects.filter(role="public_body").update(active=False)
    assert steps(admin) == ["open"] * 4 + ["done"]
    html = page(admin.get(LISTS[0]))
    assert '<a href="/admin/access/bodies/new/">Make the agencies.</a>' in html


def test_an_administrator_of_one_body_is_not_asked_for_them(land: Country) -> None:
    hire(land, "agency_administrator", "moh", username="admin-moh")
    client = client_of(land, "admin-moh")
    for address in LISTS:
        assert "data-next-steps" not in page(client.get(address))
