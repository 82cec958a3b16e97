"""Lines run with the reading direction, break off where nothing is known, and name no more than can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.charts.chart import Threshold
from portal.charts.plot import HIGH, MOST_NAMES, WIDE, plot_of
from tests.site.portal.charts.charted import chart, series


def test_time_begins_where_reading_begins() -> None:
    rising = chart("line", series("x", 0, 100), categories=2)
    assert plot_of(rising, mirrored=False).lines[0].path == f"M{WIDE // 4} {HIGH}L{3 * WIDE // 4} 0"
    assert plot_of(rising, mirrored=True).lines[0].path == f"M{3 * WIDE // 4} {HIGH}L{WIDE // 4} 0"


def test_a_missing_number_breaks_the_line_and_one_alone_is_a_dot() -> None:
    (line,) = plot_of(chart("line", series("x", 1, None, 3)), mirrored=False).lines
    assert line.path.count("M") == 2
    assert line.dots.count("h0") == 2


def test_many_numbers_have_no_dots_but_one_alone_has() -> None:
    values = [5.0, None, *[7.0] * 90]
    (line,) = plot_of(chart("line", series("x", *values), categories=92), mirrored=False).lines
    assert line.dots.count("h0") == 1


def test_of_many_categories_some_are_named_and_each_has_its_room() -> None:
    plot = plot_of(chart("line", series("x", *[1.0] * 92), categories=92), mirrored=False)
    assert len(plot.names) <= MOST_NAMES
    assert sum(each.over for each in plot.names) == 92
    assert not plot.alone
    assert plot_of(chart("line", series("x", 1, 2, 3)), mirrored=False).alone


@pytest.mark.parametrize(("categories", "half", "phone"), [(3, 3, 3), (6, 6, 3), (12, 6, 3), (30, 5, 2)])
def test_where_there_is_less_room_fewer_are_named_and_none_reaches_into_the_next(
    categories: int, half: int, phone: int
) -> None:
    names = plot_of(chart("line", series("x", *[1.0] * categories), categories=categories), mirrored=False).names
    assert sum(not each.between for each in names) == half
    assert sum(not each.spare for each in names) == phone


def test_a_threshold_beyond_all_numbers_is_still_drawn() -> None:
    plot = plot_of(
        replace(chart("line", series("x", 1, 2, 3)), thresholds=(Threshold(40, "At most 40"),)), mirrored=False
    )
    assert (plot.thresholds[0].y, plot.thresholds[0].says) == (0, "At most 40")
