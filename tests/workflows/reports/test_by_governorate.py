"""Reports count by the governorate that a citizen chose, with all its districts; and the desk's list goes by it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import standing_at
from tests.areas import HILL, a_gazetteer
from tests.scenes import Country, file_case
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import at
from workflows.cases.models import Case
from workflows.cases.submission import GivenAnswer
from workflows.facts.fact import FactType
from workflows.reports.document import governorates
from workflows.reports.freezing import count
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)


def chosen(*path: str) -> tuple[GivenAnswer, ...]:
    return (GivenAnswer("area", "Where?", list(path), " › ".join(path), FactType.TREE),)


@pytest.fixture
def filed(land: Country) -> Country:
    """Two in the north, of which one on the hill, one in the south, one of which nobody said where it is."""
    a_gazetteer()
    for day, answers in enumerate((chosen("north", HILL), chosen("north"), chosen("south"), ()), 5):
        with standing_at(at(10, day)):
            file_case(subject=f"Request {day}", answers=answers)
    return land


def test_a_governorate_has_its_districts_in_it(filed: Country) -> None:
    found = count(OCTOBER, OCTOBER.end)
    received = {key: figures["received"] for key, figures in found.numbers["governorates"].items()}
    assert received == {"north": 2, "south": 1}


def test_a_snapshot_keeps_them_as_they_were_called_and_one_of_before_has_none(filed: Country) -> None:
    with standing_at(at(11, 20)):
        snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    with override("en"):
        rows = [(row["name"], row["received"].part, row["received"].percent) for row in governorates(snapshot)]
        assert rows == [("North", 2, 50), ("South", 1, 25)]
        assert governorates(Snapshot(kind=ReportKind.MONTHLY, numbers={}, names={})) == []


def test_the_list_of_the_desk_is_narrowed_to_one(filed: Country) -> None:
    officer = client_of(filed, "officer-moh")
    shown = page(officer.get("/admin/desk/", {"governorate": "north"}))
    listed = [case.subject for case in Case.objects.order_by("pk") if case.tracking in shown]
    assert listed == ["Request 5", "Request 6"]
    assert BeautifulSoup(shown, "html.parser").select_one(".sifted").get_text(" ", strip=True).endswith("North")  # type: ignore[union-attr]
    everything = page(officer.get("/admin/desk/", {"governorate": "forged"}))
    assert all(case.tracking in everything for case in Case.objects.all())
    assert "Take a filter off" in page(officer.get("/admin/desk/", {"view": "closed", "governorate": "north"}))
