"""The page of a body tells its latest open month, and leads to all of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from content.directory.figures import BodyFigures, figures_of
from permissions.agencies.models import Agency
from tests.workflows.open_figures.opened import opened
from tests.workflows.reports.october import at
from workflows.open_figures.models import OpenBlock

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
COUNTRY = {"received": 300, "answered": 200}
USUAL = "agency-usual-days"
ROWS = {
    "moh": {"received": 200, "answered": 150},
    "moe": {"received": 98, "answered": 48},
    "mol": {"received": 2, "answered": 2},
}

LARGE = ROWS | {"mol": {"received": 12, "answered": 6}}
"""Nothing of it is withheld."""


def month(
    name: str,
    rows: dict[str, dict[str, int]],
    days: dict[str, list[list[int]]] | None = None,
    kept: dict[str, int] | None = None,
) -> None:
    counted = {"national": COUNTRY, "agencies": rows, "kinds": {}}
    opened(name, counted=counted | {"answer_days": days or {}, "answers_kept": kept or {}})


def words(client: Client, code: str, section: str = "agency-figures", language: str = "en") -> str:
    page = BeautifulSoup(client.get(f"/{language}/agencies/{code}/").content, "lxml")
    found = page.select(f"section[aria-labelledby={section}]")
    return " ".join(found[0].get_text().split()) if found else ""


def test_a_body_has_no_figures_before_a_month_is_open(client: Client) -> None:
    assert figures_of("moh") is None
    assert words(client, "moh") == ""


def test_its_latest_month_is_told_with_the_share_that_was_answered(client: Client) -> None:
    month("2026-09", {"moh": {"received": 300, "answered": 200}})
    month("2026-10", LARGE)
    assert "October 2026: received 200; of these 150 answered (75%)." in words(client, "moh")
    page = BeautifulSoup(client.get("/en/agencies/moh/").content, "lxml")
    assert page.select("a[href='/en/figures/moh/']")


@pytest.mark.parametrize(("kept", "share"), [(120, "80%"), (148, "more than 90%"), (3, "less than 10%")])
def test_how_much_it_answered_by_the_promised_date_is_said(client: Client, kept: int, share: str) -> None:
    month("2026-10", LARGE, kept={"moh": kept})
    assert f"By the promised date: {share} of these answers." in words(client, "moh")
    assert "By the promised date" not in words(client, "mol"), "of so few answers it is withheld"


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


def test_usual_days_say_of_how_many_and_when_and_lead_to_what_they_count(client: Client) -> None:
    assert words(client, "moh", USUAL) == ""
    month("2026-10", LARGE, {"moh": [[2, 60], [6, 90]]})
    assert words(client, "moh", USUAL) == (
        "Usual time to an answer 6 working days October 2026: half of the 200 requests received had an answer by then. "
        "What does this count?"
    )
    assert "6 أيام عمل" in words(client, "moh", USUAL, "ar")
    link = BeautifulSoup(client.get("/en/agencies/moh/").content, "lxml").select_one(
        f"section[aria-labelledby={USUAL}] a"
    )
    assert link is not None
    address, _mark, term = str(link["href"]).partition("#")
    page = BeautifulSoup(client.get(address).content, "lxml")
    assert page.select(f"#{term}")


def test_usual_days_are_in_no_place_where_the_row_is_withheld(client: Client) -> None:
    month("2026-10", ROWS, {"moe": [[3, 48]], "mol": [[1, 2]]})
    assert words(client, "moe", USUAL) == words(client, "mol", USUAL) == ""


def test_where_fewer_than_half_were_answered_no_earlier_month_says_better(client: Client) -> None:
    month("2026-09", {"moh": {"received": 300, "answered": 200}}, {"moh": [[2, 200]]})
    assert "2 working days" in words(client, "moh", USUAL)
    month("2026-10", {"moh": {"received": 300, "answered": 100}}, {"moh": [[2, 100]]})
    assert words(client, "moh", USUAL) == ""


def test_usual_days_are_of_the_latest_period_that_tells_of_answers(client: Client) -> None:
    month("2026-09", {"moh": {"received": 300, "answered": 200}}, {"moh": [[2, 200]]})
    month("2026-10", LARGE, {"moh": [[6, 150]]})
    rows = {"moh": {"received": 120, "answered": 70, "days": 4}, "moe": {"received": 120, "answered": 70, "days": 5}}
    OpenBlock.objects.create(name="2026-Q3", told=rows, names={}, opened_at=at(11, 25))
    assert "October 2026" in words(client, "moh", USUAL)
    assert "6 working days" in words(client, "moh", USUAL)


def test_where_months_are_withheld_a_longer_period_tells_the_usual_days(client: Client) -> None:
    month("2026-10", ROWS, {"moe": [[2, 48]]})
    rows = {"moe": {"received": 120, "answered": 70, "days": 5}}
    OpenBlock.objects.create(name="2026-Q3", told=rows, names={}, opened_at=at(11, 25))
    assert "July 2026 to September 2026" in words(client, "moe", USUAL)
    assert "5 working days" in words(client, "moe", USUAL)


def test_an_agency_that_was_merged_has_no_usual_days(client: Client) -> None:
    month("2026-10", LARGE, {"moh": [[6, 150]]})
    Agency.objects.filter(code="moh").update(active=False, closes_on=at(11, 1).date())
    assert words(client, "moh", USUAL) == ""
    assert "October 2026" in words(client, "moh")
