"""The page of words explains each measure, also those of owners, and each once."""

from __future__ import annotations

import re

import pytest

from tests.scenes import country
from tests.site.portal.signed_in import client_of, page
from workflows.dashboards.tiles import BOARDS
from workflows.figures.shipped import SHIPPED
from workflows.figures.terms import TERMS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_measure_that_insaf_comes_with_is_explained(language: str) -> None:
    html = page(client_of(country(), "officer-moh", language).get("/admin/dashboards/terms/"))
    explained = re.findall(r'data-term="([^"]+)"', html)
    assert len(explained) == len(set(explained))
    meanings = [term.meaning for term in TERMS.values()]
    further = [key for key, measure in SHIPPED.items() if key not in TERMS and measure.meaning not in meanings]
    assert explained == [*TERMS, *further]
    for key in further:
        assert str(SHIPPED[key].name[language]) in html


def test_the_share_by_the_promised_date_is_on_every_board_that_judges_and_no_share_counts_what_just_came() -> None:
    for key in ("supervisor", "head", "unit", "office", "owner"):
        assert "kept_share" in BOARDS[key].tiles
    assert not any("answered_share" in board.tiles or "answered_agencies" in board.tiles for board in BOARDS.values())
