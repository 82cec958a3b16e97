"""A chart is drawn once for all who read it alike, and again when its table is counted anew."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString

from permissions.writing import Reading, written_for
from portal.dashboards import drawn
from portal.saved_reports.charted import chart_of
from tests.scenes import Country
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.tiles import TILES
from workflows.figures.reckoning import Reach, Table, reckon
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import KeptTable

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/dashboards/officer/"


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each chart was drawn, as it is."""
    found: list[str] = []

    def noted(table: Table, kind: str, *, opens: bool, title: str) -> SafeString | None:
        found.append(kind)
        return chart_of(table, kind, opens=opens, title=title)

    monkeypatch.setattr(drawn, "chart_of", noted)
    return found


def test_whoever_looks_again_has_it_drawn_already(land: Country, charts: list[str]) -> None:
    counted_case()
    client = client_of(land, "officer-moh")
    client.get(ADDRESS)
    renew_wanted()
    first = page(client.get(f"{ADDRESS}tiles/"))
    assert sorted(charts) == ["bars", "bars", "line"]
    assert page(client.get(f"{ADDRESS}tiles/")) == first
    client_of(land, "level1-moh").get(ADDRESS)
    assert len(charts) == 3
    counted_case()
    KeptTable.objects.update(wanted=True)
    renew_wanted()
    assert page(client.get(f"{ADDRESS}tiles/")) != first
    assert len(charts) == 6


def test_other_digits_links_and_reach_are_other_drawings(land: Country, charts: list[str]) -> None:
    counted_case()
    table = reckon(TILES["categories"].question, Reach())
    own = Reach(frozenset({land.agencies["moh"].pk}))
    found = [
        drawn.drawn_once(table, Reach(), "bars", opens=True),
        drawn.drawn_once(table, Reach(), "bars", opens=False),
        drawn.drawn_once(table, own, "bars", opens=True),
    ]
    with written_for(Reading(arabic_digits=True)):
        found.append(drawn.drawn_once(table, Reach(), "bars", opens=True))
    assert len(charts) == 4
    assert "own/cases" in str(found[0])
    assert "own/cases" not in str(found[1])
