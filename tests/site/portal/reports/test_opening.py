"""Opening the figures of a month: the complaints unit does, auditors look, for nobody else there is a screen."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from permissions.now import standing_at
from tests.letters import strange_words
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.open_figures.opened import frozen, opened
from tests.workflows.reports.october import at
from workflows.open_figures.models import OpenPeriod

pytestmark = pytest.mark.django_db
SCREEN = "/admin/figures/monthly/2026-10/open/"
PUBLIC = "/en/figures/2026-10/"


@pytest.fixture
def land() -> Country:
    return country()


def get(client: Client, path: str = SCREEN) -> Any:
    with standing_at(at(11, 25)):
        return client.get(path)


def post(client: Client, snapshot: object) -> Any:
    with standing_at(at(11, 25)):
        return client.post(SCREEN, {"snapshot": snapshot})


def test_the_unit_sees_how_much_would_be_told_and_opens_it(land: Country) -> None:
    unit, snapshot = client_of(land, "officer-central"), frozen()
    html = page(get(unit))
    assert 'data-table="agencies"' in html
    assert "has not signed this edition" in html
    assert Client().get(PUBLIC).status_code == HTTPStatus.NOT_FOUND
    assert post(unit, snapshot.pk).status_code == HTTPStatus.FOUND
    assert OpenPeriod.objects.get().opened_by == land.people["officer-central"]
    assert PUBLIC.removeprefix("/en") in page(get(unit))
    assert Client().get(PUBLIC).status_code == HTTPStatus.OK


def test_an_auditor_looks_and_opens_nothing(land: Country) -> None:
    hire(land, "auditor")
    reader, snapshot = client_of(land, "auditor"), frozen()
    html = page(get(reader))
    assert "The complaints unit opens them." in html
    assert 'data-do="open"' not in html
    assert post(reader, snapshot.pk).status_code == HTTPStatus.NOT_FOUND
    assert not OpenPeriod.objects.exists()


@pytest.mark.parametrize("who", ["officer-moh", "level2-moh", "officer-rights"])
def test_for_everybody_else_there_is_no_such_screen(land: Country, who: str) -> None:
    frozen()
    assert get(client_of(land, who)).status_code == HTTPStatus.NOT_FOUND


def test_what_was_seen_is_what_is_opened(land: Country) -> None:
    """Another edition came in between, or somebody was faster."""
    unit, snapshot = client_of(land, "officer-central"), frozen()
    assert "Look again." in page(unit.get(post(unit, snapshot.pk + 1)["Location"]))
    assert not OpenPeriod.objects.exists()
    post(unit, snapshot.pk)
    post(unit, snapshot.pk)
    assert OpenPeriod.objects.count() == 1


def test_before_the_report_of_the_whole_month_nothing_can_be_opened(land: Country) -> None:
    html = page(get(client_of(land, "officer-central")))
    assert "Only the report of a whole period can be opened." in html
    assert 'data-do="open"' not in html


def test_of_a_year_what_is_set_apart_is_offered(land: Country) -> None:
    apart = {"sensitive": {"received": 10, "pending": 0, "answered": None}, "guarded": {"received": 0, "pending": 0}}
    frozen("2025", kind="yearly", counted={"national": {}, "apart": apart})
    assert "in steps of five" in page(get(client_of(land, "officer-central"), "/admin/figures/yearly/2025/open/"))


def test_the_screen_is_arabic_for_who_reads_arabic(land: Country) -> None:
    hire(land, "auditor")
    reader = client_of(land, "auditor", "ar")
    frozen()
    opened("2026-09")
    for path in (SCREEN, SCREEN.replace("10", "09")):
        assert strange_words(page(get(reader, path)), "ar") == []
