"""What is kept back of a table, worked out by hand."""

from __future__ import annotations

from workflows.open_figures.keeping_back import KeptBack, Pair, kept_back

NONE: frozenset[str] = frozenset()


def kept(**rows: tuple[int, int]) -> KeptBack:
    pairs = {key: Pair(*row) for key, row in rows.items()}
    return kept_back(pairs, Pair(*(sum(row[place] for row in rows.values()) for place in (0, 1))))


def test_where_nothing_is_small_all_is_told() -> None:
    assert kept(a=(40, 30), b=(10, 5)) == KeptBack()


def test_with_a_small_row_goes_the_smallest_that_can_hide_it() -> None:
    both = frozenset({"small", "companion"})
    assert kept(small=(3, 2), narrow=(12, 6), companion=(18, 9), big=(90, 50)) == KeptBack(both, both)


def test_of_a_row_with_few_unanswered_the_whole_is_told_and_the_part_is_not() -> None:
    found = kept(a=(40, 38), b=(60, 40), c=(200, 100))
    assert found == KeptBack(NONE, frozenset({"a", "b"}))


def test_zero_is_kept_back_like_one() -> None:
    assert kept(none=(0, 0), a=(40, 20), b=(50, 20)) == kept(none=(1, 0), a=(39, 20), b=(50, 20))


def test_several_rows_hide_together_what_none_of_them_could_alone() -> None:
    found = kept(small=(2, 1), a=(13, 8), b=(15, 7), c=(12, 6))
    assert found == KeptBack(frozenset("abc") | {"small"}, frozenset("abc") | {"small"})


def test_without_companions_no_part_is_told_and_of_the_wholes_those_that_others_hide() -> None:
    found = kept(small=(2, 2), a=(30, 28), b=(40, 37), c=(20, 17))
    assert found == KeptBack(frozenset({"small", "c"}), frozenset({"small", "a", "b", "c"}))


def test_without_any_companion_no_row_is_told() -> None:
    found = kept(small=(2, 2), a=(6, 6), b=(7, 5))
    assert found.wholes == found.parts == {"small", "a", "b"}


def test_of_a_country_with_few_answers_no_row_tells_a_part() -> None:
    assert kept(a=(40, 2), b=(50, 1)) == KeptBack(NONE, frozenset({"a", "b"}))


def test_a_country_with_next_to_nothing_tells_nothing() -> None:
    assert kept(a=(2, 1), b=(1, 1)) == KeptBack(frozenset({"a", "b"}), frozenset({"a", "b"}))
