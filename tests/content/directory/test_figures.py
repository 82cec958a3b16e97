"""The page of a body tells its latest open month, and leads to all of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from content.directory.figures import BodyFigures, figures_of
from tests.workflows.open_figures.opened import opened
from tests.workflows.reports.october import at
from workflows.open_figures.models import OpenBlock

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
COUNTRY = {"received": 300, "answered": 200}
ROWS = {
    "moh": {"received": 200, "answered": 150},
    "moe": {"received": 98, "answered": 48},
    "mol": {"received": 2, "answered": 2},
}


def month(name: str, rows: dict[str, dict[str, int]]) -> None:
    opened(name, counted={"national": COUNTRY, "agencies": rows, "kinds": {}})


def words(client: Client, code: str) -> str:
    page = BeautifulSoup(client.get(f"/en/agencies/{code}/").content, "lxml")
    found = page.select("section[aria-labelledby=agency-figures]")
    return " ".join(found[0].get_text().split()) if found else ""


def test_a_body_has_no_figures_before_a_month_is_open(client: Client) -> None:
    assert figures_of("moh") is None
    assert words(client, "moh") == ""


def test_its_latest_month_is_told_with_the_share_that_was_answered(client: Client) -> None:
    month("2026-09", {"moh": {"received": 300, "answered": 200}})
    month("2026-10", ROWS | {"mol": {"received": 12, "answered": 6}})
    assert "October 2026: received 200; of these 150 answered (75%)." in words(client, "moh")
    page = BeautifulSoup(client.get("/en/agencies/moh/").content, "lxml")
    assert page.select("a[href='/en/figures/moh/']")


def test_what_is_kept_back_is_told_nowhere(client: Client) -> None:
    """The second goes with the third, which is small."""
    month("2026-10", ROWS)
    with override("en"):
        assert figures_of("moe") == BodyFigures("moe", "October 2026", None, None)
    assert "October 2026: withheld, so that no small number can be worked out." in words(client, "moe")
    assert "98" not in words(client, "moe")


def test_where_the_month_is_withheld_the_latest_longer_period_is_told(client: Client) -> None:
    month("2026-10", ROWS)
    rows = {"moe": {"received": 120, "answered": 70}, "mol": {"received": None, "answered": None}}
    OpenBlock.objects.create(name="2026-Q3", told=rows, names={}, opened_at=at(11, 25))
    assert "July 2026 to September 2026: received 120; of these 70 answered (58%)." in words(client, "moe")
    with override("en"):
        assert figures_of("mol") == BodyFigures("mol", "October 2026", None, None)


def test_a_body_without_a_row_in_the_latest_month_shows_none() -> None:
    month("2026-10", {"moh": COUNTRY})
    assert figures_of("moe") is None
