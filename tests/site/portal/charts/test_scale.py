"""Numbers become places that are in order, together as long as they are, and seen however small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.scale import STEPS, Scale, parts, round_scale, runs, scale_of, shade, ticks


def test_zero_is_always_on_a_scale() -> None:
    assert scale_of([5, 9]) == Scale(0, 9)
    assert scale_of([-3, -1]) == Scale(-3, 0)
    assert scale_of([40], most=100) == Scale(0, 100)


def test_what_is_little_is_seen_and_nothing_is_not() -> None:
    scale = scale_of([1, 100_000, 0])
    assert scale.bar(1).long == 1
    assert scale.bar(0).long == 0
    assert scale.bar(100_000).long == 100


def test_below_zero_grows_the_other_way_from_the_same_place() -> None:
    scale = scale_of([-20, 60])
    less, more = scale.bar(-20), scale.bar(60)
    assert (less.at, less.long, less.below) == (0, 25, True)
    assert (more.at, more.long, more.below) == (25, 75, False)


def test_all_zeros_have_no_bar() -> None:
    assert scale_of([0, 0]).bar(0).long == 0


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_parts_are_together_as_long_as_the_whole(values: list[int]) -> None:
    found = parts(values, sum(values))
    assert sum(found) == (100 if sum(values) else 0)
    assert all(abs(part - 100 * value / max(sum(values), 1)) <= 1 for part, value in zip(found, values, strict=True))


@given(st.integers(1, 10**9))
def test_a_round_scale_holds_its_number_and_is_not_far_above_it(number: int) -> None:
    high = round_scale([number]).high
    assert number <= high <= 2.5 * number


@given(st.integers(1, 10**9))
def test_lines_across_a_plot_of_counts_stand_at_counts(number: int) -> None:
    assert all(each == int(each) for each in ticks(round_scale([number])))


def test_lines_across_a_plot_have_zero_and_both_ends() -> None:
    assert ticks(round_scale([390])) == [0, 200, 400]
    assert ticks(round_scale([-7, 390])) == [-10, 0, 200, 400]
    assert ticks(round_scale([])) == [0]


def test_shades_rise_with_their_numbers() -> None:
    scale = scale_of([0, 50, 100])
    assert [shade(value, scale) for value in (0, 1, 50, 99, 100)] == [0, 1, 3, STEPS, STEPS]


def test_a_line_breaks_off_where_a_number_is_missing() -> None:
    assert list(runs([1, 2, None, 3, None, None, 4, 5])) == [[0, 1], [3], [6, 7]]
    assert list(runs([None])) == []


@pytest.mark.parametrize("value", [-500, 500])
def test_beyond_a_scale_is_at_its_edge(value: int) -> None:
    assert Scale(-10, 10).place(value) in (0, 100)
