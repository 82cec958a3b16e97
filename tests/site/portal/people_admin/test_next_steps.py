"""What comes next on a new platform stands above the lists of people and bodies until all of it is done."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from permissions.agencies.models import Agency, Holding
from permissions.now import now
from permissions.platform.models import Platform
from tests.scenes import Country, grant, hire, publish_danger_words
from tests.site.portal.signed_in import client_of, page
from workflows.versions.models import Version

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


def places(client: Client) -> dict[str, str]:
    """Where the country's own words go: words to address, "done", or "" where somebody else puts them."""
    html = " ".join(page(client.get(LISTS[0])).split())
    rows = re.findall(r'data-place="(\w+)">(.*?)</li>', html)
    found = {}
    for state, row in rows:
        link = re.search(r'href="([^"]+)"', row)
        found[re.sub("<[^>]*>", "", row).strip().split(" done")[0].strip()] = (
            "done" if state == "done" else link[1] if link else ""
        )
    return found


def test_places_for_the_countrys_own_words_are_named_with_their_links(land: Country, admin: Client) -> None:
    numbers = "Numbers for people in danger to call"
    assert places(admin)[numbers] == "/admin/access/platform/"
    calendar = "Working hours and holidays: those of Jordan apply until then"
    assert places(admin)[calendar] == "", "an administrator does not enter the studio"
    grant(land.people["admin"], "owner", land.agencies["central"])
    assert places(admin)[calendar] == "/admin/studio/calendar/jordan/"
    publish_danger_words()
    assert places(admin)[numbers] == "done"
    Version.objects.filter(subject="calendar").update(published_by=land.people["admin"])
    Platform.objects.update(name={"ar": "عدل"}, authority={"ar": "الوحدة"})
    assert places(admin) == {}
