"""Agencies told by the quarter, the half-year and the year: what is told, and that nothing small follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest

from tests.workflows.open_figures.witness import Months, Span, Told, Witnesses, asking_for, small_figures, told
from workflows.open_figures.blocks import (
    Block,
    Pool,
    block_named,
    blocks_around,
    kept_back_of,
    pool_of_month,
    united,
    without,
)
from workflows.open_figures.keeping_back import Choice, KeptBack, Pair, keyed, total
from workflows.reports.period import Period


def drawn(seed: int, rows: int, months: int, share: float = 0.6) -> Months:
    """Months of agencies of which most have few requests."""
    draw = Random(seed)  # noqa: S311 - the same months in every run
    chances = [draw.choice([1, 2, 4, 6, 9, 14, 40]) / 60 for _ in range(rows)]
    return [{f"r{row}": _pair(draw, chance, share) for row, chance in enumerate(chances)} for _ in range(months)]


def _pair(draw: Random, chance: float, share: float) -> Pair:
    whole = sum(draw.random() < chance for _ in range(60))
    return Pair(whole, sum(draw.random() < share for _ in range(whole)))


def with_key(months: Months, key: bytes) -> Told:
    def choosing(span: Span, group: str, rows: Mapping[str, Pair], _parts: Sequence[Pool]) -> Choice:
        return keyed(key, str(span))(group, rows.keys())

    return told(months, choosing)


def told_rows(said: Told) -> int:
    return sum(len(rows - hidden.wholes) for hidden, rows in said.blocks.values())


def test_blocks_are_quarters_half_years_and_years() -> None:
    assert [each.name for each in blocks_around(Period(2026, 11))] == ["2026-Q4", "2026-H2", "2026"]
    assert [each.name for each in blocks_around(Period(2026, 4))] == ["2026-Q2", "2026-H1", "2026"]
    assert block_named("2026-H2") == Block(2026, 6, 2)
    assert [each.name for each in Block(2026, 12, 1).parts] == ["2026-H1", "2026-H2"]
    assert [each.name for each in Block(2026, 6, 2).parts] == ["2026-Q3", "2026-Q4"]
    assert [each.name for each in Block(2026, 3, 3).months] == ["2026-07", "2026-08", "2026-09"]
    assert [block_named(each) for each in ("2026-Q5", "2026-H3", "moh", "", "٢٠٢٦")] == [None] * 5


def pool(**rows: tuple[int, int]) -> Pool:
    pairs = {key: Pair(*pair) for key, pair in rows.items()}
    sums = total(pairs.values())
    return Pool(pairs, sums.whole, sums.part, sums.rest, is_split=True)


MONTH = pool(a=(6, 3), b=(4, 2), c=(4, 2), d=(3, 1), e=(2, 1))


def kept(parts: Sequence[Pool], *among: str, least: int = 0) -> KeptBack:
    return kept_back_of(parts, among, lambda _group, rows: Choice(sorted(rows), least))


def test_a_row_is_told_once_its_months_together_are_enough() -> None:
    """Of ``e`` there were six requests, three answered: its whole alone, and companions hide the parts."""
    found = kept([MONTH] * 3, *"abcde")
    assert found.wholes == {"a", "b"}
    assert found.parts == {"a", "b", "c", "d", "e"}


def test_a_row_that_would_fill_two_of_three_months_is_withheld() -> None:
    """Else it could not have had nothing in each of them."""
    parts = [pool(a=(30, 15), b=(4, 2), c=(4, 2), d=(6, 3), e=(6, 3)), MONTH, MONTH]
    found = kept(parts, *"abcde")
    assert "a" in found.wholes
    assert "c" not in found.wholes


def test_two_rows_stay_even_where_none_is_small() -> None:
    found = kept([MONTH] * 3, *"abc")
    assert len(found.wholes) >= 2
    assert kept([MONTH] * 3, *"ab").wholes == {"a", "b"}


def test_where_months_tell_no_part_a_quarter_tells_wholes_alone() -> None:
    """Three months alike, in which no part is told of any row."""
    rows = {"a": Pair(6, 5), "b": Pair(4, 3), "c": Pair(3, 2), "d": Pair(2, 2), "e": Pair(1, 0)}
    hidden = KeptBack(frozenset(rows), frozenset(rows))
    month = pool_of_month(rows, Pair(60, 40), hidden)
    assert month == Pool(rows, 16, 16, 16, is_split=False)
    found = kept([month] * 3, *rows)
    assert found == KeptBack(frozenset("ae"), frozenset(rows))


def test_a_month_with_next_to_nothing_withheld_has_no_pool() -> None:
    rows = {"a": Pair(30, 20), "b": Pair(2, 1), "c": Pair(2, 1)}
    assert pool_of_month(rows, total(rows.values()), KeptBack(frozenset("bc"), frozenset("abc"))) is None


def test_what_was_told_in_a_quarter_is_in_no_pool_of_the_half_year() -> None:
    quarter = united([MONTH] * 3)
    first, second = without(quarter, ["c"]), without(quarter, ["d"])
    half = united([first, second])
    assert set(half.rows) == {"a", "b", "e"}
    assert half.whole == 2 * quarter.whole - quarter.rows["c"].whole - quarter.rows["d"].whole


@pytest.mark.parametrize(
    ("seed", "rows", "months", "share"),
    [(0, 30, 3, 0.6), (3, 30, 3, 0.6), (4, 30, 3, 0.9), (0, 40, 6, 0.6), (2, 40, 6, 0.9), (4, 30, 3, 0.99)],
)
def test_whoever_keeps_months_and_blocks_can_rule_out_no_small_number(
    seed: int, rows: int, months: int, share: float
) -> None:
    """Of the last nearly all are parts, so that the country tells none."""
    numbers = drawn(seed, rows, months, share)
    said = with_key(numbers, b"k" + bytes([seed]))
    assert told_rows(said) > 0
    assert told(numbers, asking_for(said)) == said
    plays(numbers, said, 12, seed)


@pytest.mark.large
@pytest.mark.parametrize("seed", range(8))
def test_nor_in_any_of_eight_half_years(seed: int) -> None:
    numbers = drawn(100 + seed, 40, 6, (0.6, 0.8, 0.92, 0.99)[seed % 4])
    plays(numbers, with_key(numbers, bytes([seed])), 30, seed)


def plays(numbers: Months, said: Told, count: int, seed: int) -> None:
    """Some of the figures that are withheld and small, of months and blocks alike."""
    witnesses, figures = Witnesses(numbers, said), sorted(small_figures(numbers, said), key=repr)
    Random(seed).shuffle(figures)  # noqa: S311
    assert len(figures) > count
    blocks_first = sorted(figures, key=lambda figure: len(figure[0]) == 1)
    for cells, name in [*blocks_first[: count // 3], *figures[:count]]:
        assert [number for number in range(5) if not witnesses.can_be(cells, name, number)] == [], (cells, name)


def test_the_same_player_rules_numbers_out_where_a_quarter_is_told_beside_two_of_its_months() -> None:
    """What is told again in a longer span gives the third month."""
    numbers = drawn(0, 30, 3)
    said = with_key(numbers, b"k\0")
    hidden, rows = said.blocks[0, 1, 2]
    (place, row) = next(
        (place, key)
        for place, month in enumerate(said.months)
        for key in month.wholes
        if numbers[place][key].whole < 5 and sum(key in other.wholes for other in said.months) == 1
    )
    said.blocks[0, 1, 2] = (hidden, rows | {row})
    witnesses = Witnesses(numbers, said)
    can_be = [number for number in range(5) if witnesses.can_be([(place, row)], "whole", number)]
    assert len(can_be) < 2
