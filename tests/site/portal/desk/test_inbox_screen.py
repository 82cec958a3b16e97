"""The inbox shows an officer's own open work, what is due first at the top, and costs few queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.isolated import without_isolates
from permissions.now import standing_at
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AskCitizen, Assign
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.clock.sweep import sweep_clock

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    return country()


def numbers(html: str) -> list[str]:
    return re.findall(r'<tr class="is-\w+" data-case="([^"]+)"', html)


def test_the_first_due_stands_first_and_paused_work_last(land: Country) -> None:
    with standing_at(SUNDAY):
        late, paused = file_case(), file_case()
        apply(paused.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    with standing_at(SUNDAY + timedelta(days=1)):
        soon = file_case()
    with standing_at(SUNDAY + timedelta(days=2, hours=1)):
        html = page(client_of(land, "officer-moh").get("/admin/desk/"))
    assert numbers(html) == [late.tracking, soon.tracking, paused.tracking]
    assert re.findall(r'<tr class="band (\w+)"', html) == ["today", "tomorrow", "paused"]
    assert re.findall(r'data-band="(\w+)"[^>]*><b><bdi>(\S+)</bdi>', html) == [
        ("missed", "0"),
        ("today", "1"),
        ("tomorrow", "1"),
        ("later", "0"),
        ("paused", "1"),
    ]


def test_an_officer_sees_nothing_of_another_agency(land: Country) -> None:
    mine, other = file_case(agency="moh"), file_case(agency="moe")
    assert numbers(page(client_of(land, "officer-moh").get("/admin/desk/"))) == [mine.tracking]
    assert numbers(page(client_of(land, "officer-moe").get("/admin/desk/"))) == [other.tracking]


def test_the_central_unit_sees_all_agencies_but_no_sensitive_case(land: Country) -> None:
    ordinary = {file_case(agency="moh").tracking, file_case(agency="moe").tracking}
    sensitive = file_case(kind="integrity")
    assert set(numbers(page(client_of(land, "officer-central").get("/admin/desk/")))) == ordinary
    assert numbers(page(client_of(land, "officer-rights").get("/admin/desk/"))) == [sensitive.tracking]


def test_a_confidential_case_is_marked_before_it_is_opened(land: Country) -> None:
    marked, plain = file_case(confidential=True), file_case()
    rows = page(client_of(land, "officer-moh").get("/admin/desk/")).split('<tr class="is-')[1:]
    said = {each.tracking: "Confidential" in row for each in (marked, plain) for row in rows if each.tracking in row}
    assert said == {marked.tracking: True, plain.tracking: False}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("kind=inquiry", [1]),
        ("level=1", []),
        ("who=mine", [0, 1]),
        ("who=unassigned", [1]),
        ("q=طبقيه", [0]),
        ("q=nothing-of-the-kind", []),
        ("band=late", []),
        ("band=missed", []),
        ("missed=citizen", []),
        ("sort=-missed", [1, 0]),
        ("kind=nonsense&level=x&who=y&p=-4", [0, 1]),
        ("p=2", []),
    ],
)
def test_filters_search_and_pages(land: Country, asked: str, wanted: list[int]) -> None:
    with standing_at(SUNDAY):
        first = file_case()
        second = file_case(kind="inquiry", subject="مواعيد المطعوم")
        apply(first.pk, Assign(user_id=land.people["staff-moh"].pk), actor=land.actor("officer-moh"))
        html = page(client_of(land, "officer-moh").get(f"/admin/desk/?{asked}"))
    assert numbers(html) == [[first, second][index].tracking for index in wanted]


def test_pages_hold_25_rows(land: Country) -> None:
    for _number in range(26):
        file_case()
    client = client_of(land, "officer-moh")
    first, second = (page(client.get(f"/admin/desk/?p={number}")) for number in (1, 2))
    assert (len(numbers(first)), len(numbers(second))) == (25, 1)
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


@pytest.mark.parametrize("username", ["officer-moh", "officer-central"])
@pytest.mark.parametrize("asked", ["", "?q=صورة"])
def test_at_most_15_queries_whatever_is_open(land: Country, username: str, asked: str) -> None:
    for _number in range(30):
        file_case()
    client = client_of(land, username)
    with CaptureQueriesContext(connection) as queries:
        html = page(client.get(f"/admin/desk/{asked}"))
    assert len(numbers(html)) == 25
    assert len(queries) <= 15


@pytest.mark.parametrize("path", ["/admin/desk/", "/admin/desk/1-2-3/", "/admin/studio/"])
def test_whoever_is_not_logged_in_is_sent_to_the_login(land: Country, path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={path}")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_is_in_the_language_of_the_persons_account(land: Country, language: str, direction: str) -> None:
    html = page(client_of(land, "officer-moh", language).get("/admin/desk/"))
    assert f'<html lang="{language}" dir="{direction}"' in html


def test_the_menu_shows_only_what_one_may_open(land: Country, owner: Callable[[str], Client]) -> None:
    officer = page(client_of(land, "officer-moh").get("/admin/", follow=True))
    assert ('"/admin/desk/"' in officer, '"/admin/studio/"' in officer) == (True, False)
    html = page(owner("owner").get("/admin/", follow=True))
    assert ('"/admin/desk/"' in html, '"/admin/studio/"' in html) == (False, True)


def test_an_actor_without_rights_is_told_nothing(land: Country, owner: Callable[[str], Client]) -> None:
    case = file_case()
    client = owner("owner")
    assert client.get(f"/admin/desk/{case.tracking}/").status_code == 404
    assert client.get("/admin/desk/").status_code == 404


def test_the_agency_has_a_line_of_its_own_where_there_are_many(land: Country) -> None:
    file_case(agency="moh")
    assert '<table class="inbox many picks">' in page(client_of(land, "officer-central").get("/admin/desk/"))
    assert '<table class="inbox picks">' in page(client_of(land, "officer-moh").get("/admin/desk/"))


def test_a_place_says_its_language(land: Country) -> None:
    file_case(agency="moh", place="جبل فيصل، الرصيفة")
    shown = page(client_of(land, "officer-central").get("/admin/desk/"))
    assert '<bdi lang="ar">جبل فيصل، الرصيفة</bdi>' in shown


def test_a_band_opens_once_though_paused_work_and_praise_came_in_turn(land: Country) -> None:
    for _turn in range(2):
        paused = file_case()
        file_case(kind="praise")
        apply(paused.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    html = page(client_of(land, "officer-moh").get("/admin/desk/"))
    assert re.findall(r'<tr class="band (\w+)"', html) == ["paused", "undated"]
    assert len(numbers(html)) == 4


def test_what_missed_promises_says_so_is_found_and_comes_first(land: Country) -> None:
    with standing_at(SUNDAY):
        missed, other = file_case(), file_case()
    first = Case.objects.get(pk=missed.pk).due
    assert first is not None
    with standing_at(first - timedelta(hours=1)):
        apply(other.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    for _climb in range(2):
        due = Case.objects.get(pk=missed.pk).due
        assert due is not None
        with standing_at(due):
            sweep_clock()
    client = client_of(land, "level1-moh")
    assert due is not None
    with standing_at(due + timedelta(minutes=5)):
        html = page(client.get("/admin/desk/"))
        assert re.findall(r'data-missed="(\d+)"', html) == ["2"]
        words = re.sub("<[^>]+>", "", html)
        assert "2 promises missed" in words
        assert "2 promises missed inside" in words
        assert ("missed", "1") in re.findall(r'data-band="(\w+)"[^>]*><b><bdi>(\S+)</bdi>', html)
        for each in ("band=missed", "missed=citizen", "missed=inside", "band=late", "due=late"):
            assert numbers(page(client.get(f"/admin/desk/?{each}"))) == [missed.tracking], each
        assert numbers(page(client.get("/admin/desk/?sort=missed"))) == [other.tracking, missed.tracking]
        columns = page(client.get("/admin/desk/?column=missed&column=missed_inside"))
        day = f"{first.day}/{first.month}/{first.year}"
        told = [f"2 since {day}"] * 2
        assert re.findall(rf"\d+ since {day}", re.sub("<[^>]+>", "", without_isolates(columns))) == told, "apart"
        for each in ("sort=-missed_inside", "sort=-missed"):
            assert numbers(page(client.get(f"/admin/desk/?{each}"))) == [missed.tracking, other.tracking]
        assert numbers(page(client_of(land, "officer-moe").get("/admin/desk/?band=missed"))) == []
        case_page = page(client.get(f"/admin/desk/{missed.tracking}/"))
    assert 'data-missed="2"' in case_page
    assert "Missed inside" in case_page
