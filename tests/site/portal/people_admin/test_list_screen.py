"""The list finds people by words in either language, by agency, by role, by state, at a cost that does not grow."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from permissions.agencies.models import Absence, Holding
from permissions.now import now
from permissions.people.models import User
from tests.scenes import Country, grant
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def shown(client: Client, query: str) -> set[str]:
    return set(re.findall(r'data-person="([^"]+)"', page(client.get(f"/admin/access/people/{query}"))))


@pytest.fixture
def huda(land: Country) -> User:
    person = User.objects.create(username="h.azmi", name={"ar": "هُدى الأحمد", "en": "Huda Al-Ahmad"})
    grant(person, "officer", land.agencies["moe"])
    return person


@pytest.mark.parametrize("words", ["هدي الاحمد", "الأحمد", "huda ahmad", "AHMAD", "h.azmi", "huda moe", "Huda officer"])
def test_people_are_found_by_words(admin: Client, huda: User, words: str) -> None:
    assert shown(admin, f"?q={words}") == {"h.azmi"}


def test_words_of_nobody_find_nobody(admin: Client, huda: User) -> None:
    response = admin.get("/admin/access/people/?q=zzz")
    assert "Nobody fits." in page(response)


def test_an_agency_shows_those_who_stand_there(admin: Client, land: Country, huda: User) -> None:
    assert shown(admin, "?agency=moe") == {"officer-moe", "level1-moe", "level2-moe", "staff-moe", "h.azmi"}
    assert shown(admin, "?agency=moe&role=officer") == {"staff-moe", "h.azmi"}
    assert shown(admin, "?role=officer") == {"staff-moh", "staff-moe", "h.azmi"}


def test_states_are_told_apart(admin: Client, land: Country, huda: User) -> None:
    at = now()
    Absence.objects.create(user=land.people["level1-moh"], starts=at - DAY, ends=at + DAY)
    User.objects.create(username="newcomer")
    User.objects.create(username="left", is_active=False)
    Holding.objects.filter(user=land.people["level2-moe"]).update(ends=at + 10 * DAY)
    assert shown(admin, "?state=away") == {"level1-moh"}
    assert shown(admin, "?state=none") == {"newcomer"}
    assert shown(admin, "?state=off") == {"left"}
    assert shown(admin, "?state=soon") == {"level2-moe"}
    assert "left" not in shown(admin, "")


def test_nonsense_in_the_address_filters_nothing(admin: Client, land: Country) -> None:
    assert shown(admin, "?state=x&role=y&agency=z&p=-1") == shown(admin, "")


@pytest.mark.parametrize("more", [0, 60])
def test_it_costs_the_same_for_many(
    admin: Client, land: Country, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        grant(User.objects.create(username=f"p{number}"), "officer", land.agencies["moh"])
    admin.get("/admin/access/people/")
    with django_assert_max_num_queries(21):
        assert len(shown(admin, "?q=o")) <= 25


def test_pages_follow_each_other(admin: Client, land: Country) -> None:
    User.objects.bulk_create(User(username=f"p{number:02}", name={"ar": f"ي {number:02}"}) for number in range(30))
    first, second = shown(admin, "?p=1"), shown(admin, "?p=2")
    assert len(first) == 25
    assert not first & second


@pytest.mark.parametrize("who", ["officer-moh", "level2-moh", "officer-central", "officer-rights"])
def test_for_others_there_is_no_such_screen(land: Country, who: str) -> None:
    client = client_of(land, who)
    person = land.people["staff-moh"].pk
    for address in ("people/", "people/new/", f"people/{person}/", f"people/{person}/grant/", "roles/", "posts/moh/"):
        assert client.get(f"/admin/access/{address}").status_code == 404
        assert client.post(f"/admin/access/{address}", {"role": "level2"}).status_code == 404


def test_the_foot_of_the_menu_names_the_reader_in_their_language(land: Country) -> None:
    for language, name in (("ar", "المدير"), ("en", "Admin")):
        html = page(client_of(land, "admin", language).get("/admin/access/people/"))
        props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)
        assert props is not None
        assert f'"name": "{name}", "avatarUrl"' in json.dumps(json.loads(props[1]), ensure_ascii=False)
