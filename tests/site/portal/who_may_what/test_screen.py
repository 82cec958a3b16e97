"""The table on its screen: the auditor and whoever manages people read all of it, and find what they look for."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from portal.who_may_what.table import the_table
from tests.letters import strange_words
from tests.scenes import country, hire
from tests.site.portal.signed_in import page

pytestmark = pytest.mark.django_db
SCREEN = "/admin/who-may-what/"


def reader(role: str = "auditor", language: str = "en") -> Client:
    land = country()
    person = hire(land, role)
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    client = Client()
    client.force_login(person)
    return client


def ours(html: str) -> str:
    return html.partition('<div class="desk dense">')[2].partition("</main>")[0]


def rows(html: str) -> list[list[str]]:
    """The marks of each row, in the order of the columns."""
    return [re.findall(r'class="mark (\w+)', row) for row in re.findall(r"<tr.*?</tr>", ours(html), re.DOTALL)[0:]]


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_every_route_is_drawn_with_a_sign_for_every_role(role: str) -> None:
    html = page(reader(role).get(SCREEN))
    shown = re.findall(r'<bdi class="route" dir="ltr">(.*?)</bdi>', html)
    assert len(shown) == sum(len(line.routes) for line in the_table().lines())
    drawn = [row for row in rows(html) if row]
    assert {len(row) for row in drawn} == {len(the_table().roles)}
    assert len(drawn) == sum(len(line.subjects) for line in the_table().lines())
    assert SCREEN in html


def test_what_is_drawn_is_what_the_table_says() -> None:
    drawn = iter([row for row in rows(page(reader().get(SCREEN))) if row])
    for line in the_table().lines():
        for subject in line.subjects:
            marks = next(drawn)
            for role, mark in zip(the_table().roles, marks, strict=True):
                may = (line.may(role, subject, act=False), line.may(role, subject, act=True))
                assert mark == {(True, True): "both", (True, False): "read", (False, True): "act"}.get(may, "none")


def test_one_role_is_shown_what_it_opens_and_on_demand_the_rest() -> None:
    client = reader()
    narrow = page(client.get(SCREEN, {"role": "owner"}))
    assert "Process owner" in narrow
    assert 'data-room="studio"' in narrow
    assert 'data-room="people"' not in narrow
    assert {len(row) for row in rows(narrow) if row} == {1}
    assert 'data-room="people"' in page(client.get(SCREEN, {"role": "owner", "everything": "on"}))


@pytest.mark.parametrize("words", ["documents nobody", "admin/users/edit", "حساب جديد", "حِساب جديد"])
def test_words_and_parts_of_an_address_find_their_line_in_either_language(words: str) -> None:
    html = page(reader().get(SCREEN, {"q": words}))
    found = len([row for row in rows(html) if row])
    assert 0 < found < 5


def test_words_that_fit_nothing_say_so_and_show_the_way_back() -> None:
    html = page(reader().get(SCREEN, {"q": "zzzz"}))
    assert "No address fits." in html
    assert 'href="?"' in html


def test_nonsense_in_the_address_filters_nothing() -> None:
    html = page(reader().get(SCREEN, {"role": "king", "q": "x" * 5_000}))
    assert len([row for row in rows(html) if row]) == sum(len(line.subjects) for line in the_table().lines())


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("query", ["", "?role=central", "?q=zzzz"])
def test_the_screen_keeps_to_the_readers_language(language: str, query: str) -> None:
    html = ours(page(reader("auditor", language).get(SCREEN + query)))
    html = re.sub(r'<bdi class="route".*?</bdi>|value="[^"]*"|<form.*?</form>', "", html, flags=re.DOTALL)
    assert [word for word in strange_words(html, language) if word not in ("static", "zzzz")] == []


def test_drawing_it_asks_the_database_little() -> None:
    client = reader()
    client.get(SCREEN)
    with CaptureQueriesContext(connection) as queries:
        client.get(SCREEN)
    assert len(queries) <= 8, [query["sql"][:120] for query in queries]
