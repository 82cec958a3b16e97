"""What is withheld of a table: worked out by hand, and every small table played by somebody who knows the rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest

from tests.workflows.open_figures.every_table import reckoned
from workflows.open_figures import keeping_back, telling
from workflows.open_figures.keeping_back import PARTS, WHOLES, Choice, KeptBack, Pair, kept_back, keyed

NONE: frozenset[str] = frozenset()


def kept(*order: str, **rows: tuple[int, int]) -> KeptBack:
    """With a key that puts the companions in this order."""
    return withheld(rows, order)


def withheld(rows: Mapping[str, tuple[int, int]], order: Sequence[str], least: int = 0) -> KeptBack:
    pairs = {key: Pair(*row) for key, row in rows.items()}
    country = Pair(*(sum(row[place] for row in rows.values()) for place in (0, 1)))

    def choice(_group: str, named: Collection[str]) -> Choice:
        return Choice([*order, *(key for key in named if key not in order)], least)

    return kept_back(pairs, country, choice)


def test_where_nothing_is_small_all_is_told() -> None:
    assert kept(a=(40, 30), b=(10, 5)) == KeptBack()


def test_with_a_small_row_goes_the_first_by_the_key_whatever_its_size() -> None:
    rows = {"small": (3, 2), "narrow": (12, 6), "middle": (18, 9), "big": (90, 50)}
    for companion in ("narrow", "middle", "big"):
        both = frozenset({"small", companion})
        found = kept(companion, **rows)
        assert found.wholes == both
        assert found.parts >= both


def test_many_small_rows_hide_one_another_and_need_no_companion() -> None:
    """In all 24, of these twelve answered."""
    small = {f"s{number}": (4, 2) for number in range(6)}
    found = kept("a", **small, a=(40, 20), b=(50, 30))
    assert found == KeptBack(frozenset(small), frozenset(small))


def test_a_key_may_ask_for_more_companions_than_are_needed() -> None:
    rows = {"small": (3, 2), "a": (40, 20), "b": (50, 30), "c": (60, 30)}
    assert kept("b", "a", **rows).wholes == {"small", "b"}
    assert withheld(rows, "ba", least=2).wholes == {"small", "b", "a"}


def test_of_a_row_with_few_unanswered_the_whole_is_told_and_the_part_is_not() -> None:
    found = kept("b", a=(40, 38), b=(60, 40), c=(200, 100))
    assert found == KeptBack(NONE, frozenset({"a", "b"}))


def test_zero_is_kept_back_like_one() -> None:
    assert kept(none=(0, 0), a=(40, 20), b=(50, 20)) == kept(none=(1, 0), a=(39, 20), b=(50, 20))


def test_a_whole_that_would_tell_its_part_is_withheld_with_it() -> None:
    """Of 43 not more than 40 were answered in the whole country: so of the rest at least three."""
    found = kept("b", a=(43, 36), b=(6, 3), c=(5, 1))
    assert found.parts == {"a", "b", "c"}
    assert found.wholes >= {"a", "b"}


def test_of_a_country_with_few_answers_no_row_tells_a_part() -> None:
    assert kept(a=(40, 2), b=(50, 1)) == KeptBack(NONE, frozenset({"a", "b"}))


def test_where_all_rows_together_do_not_hide_none_is_told() -> None:
    found = kept(small=(2, 2), a=(6, 6))
    assert found.wholes == found.parts == {"small", "a"}


def test_a_country_with_next_to_nothing_tells_nothing() -> None:
    assert kept(a=(2, 1), b=(1, 1)) == KeptBack(frozenset({"a", "b"}), frozenset({"a", "b"}))


def test_a_key_chooses_anew_for_each_table_and_always_the_same() -> None:
    rows = [f"row{number}" for number in range(40)]
    once, again, other = (keyed(b"k", "2026-10", table)(WHOLES, rows) for table in ("kinds", "kinds", "agencies"))
    assert once == again
    assert once.order != other.order != keyed(b"l", "2026-10", "agencies")(WHOLES, rows).order
    asked = [keyed(b"k", str(number))(PARTS, rows).least for number in range(2000)]
    assert 0.2 < sum(each > 0 for each in asked) / 2000 < 0.3
    assert max(asked) > 2


@pytest.mark.parametrize(("rows", "most"), [(2, 40), (3, 19), (4, 16)])
def test_whoever_knows_the_rule_finds_that_each_small_figure_can_be_anything(rows: int, most: int) -> None:
    hidden, known = reckoned(rows, most)
    assert hidden > 100
    assert known == []


@pytest.mark.large
@pytest.mark.parametrize(("rows", "most"), [(3, 29), (4, 23)])
def test_nor_is_anything_known_in_any_larger_one(rows: int, most: int) -> None:
    hidden, known = reckoned(rows, most)
    assert hidden > 4000
    assert known == []


@pytest.mark.parametrize(("rows", "most"), [(3, 20), (4, 13)])
def test_the_same_rule_of_figures_below_two_in_tables_where_each_of_its_roads_is_gone(
    monkeypatch: pytest.MonkeyPatch, rows: int, most: int
) -> None:
    """With five, rows that tell their parts beside others that do not begin at tables too many to play."""
    monkeypatch.setattr(keeping_back, "LIMIT", 2)
    monkeypatch.setattr(keeping_back, "HIDING", 3)
    hidden, known = reckoned(rows, most)
    assert hidden > 3000
    assert known == []


def test_the_same_player_finds_figures_where_the_smallest_is_the_companion() -> None:
    """The rule of before: whoever knows it knows that no row that is told is smaller."""
    hidden, known = reckoned(3, 24, smallest_first=True)
    assert hidden > 100
    assert len(known) > 5


def test_the_same_player_finds_figures_where_days_are_told_beside_a_withheld_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Usual days say that half were answered: of a row whose answered are withheld that would be too much."""

    def of_all_wholes(rows: Mapping[str, telling.Told], days: Mapping[str, telling.Days]) -> None:
        for code, told in rows.items():
            usual = None if told["received"] is None else telling.half_within(days[code], told["received"])
            if usual is not None:
                told[telling.DAYS] = usual

    monkeypatch.setattr(telling, "tell_days", of_all_wholes)
    _hidden, known = reckoned(3, 19)
    assert known
