"""A chart refuses what does not hang together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.charts.chart import Series, Total
from tests.site.portal.charts.charted import chart, series


def test_each_number_has_its_words_and_its_category() -> None:
    with pytest.raises(ValueError, match="written once"):
        Series("x", (1, 2), ("1",))
    with pytest.raises(ValueError, match="opens one thing"):
        Series("x", (1, 2), ("1", "2"), ("/1",))
    with pytest.raises(ValueError, match="for each category"):
        chart("bars", series("x", 1), categories=2)
    whole = chart("bars", series("x", 1), categories=1)
    with pytest.raises(ValueError, match="total"):
        replace(whole, totals=(Total("1"), Total("2")))
    with pytest.raises(ValueError, match="outline"):
        replace(whole, outlines=(None, None))
