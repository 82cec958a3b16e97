"""What is drawn of many cases: of each stratum by its share, and the same by the same seed."""

from __future__ import annotations

from collections import Counter

from workflows.trial.sampling import drawn

CASES = [(number, "big" if number % 10 else "small") for number in range(1, 1_001)]


def test_few_are_all_taken() -> None:
    assert drawn(CASES, most=1_000, seed=1) == [number for number, _stratum in CASES]
    assert drawn([], most=5, seed=1) == []


def test_of_many_each_stratum_has_its_share_and_a_seed_draws_the_same() -> None:
    once = drawn(CASES, most=105, seed=7)
    strata = dict(CASES)
    counts = Counter(strata[number] for number in once)
    assert len(once) == 105
    assert counts["small"] in (10, 11)
    assert once == sorted(set(once)) == drawn(CASES, most=105, seed=7)
    assert once != drawn(CASES, most=105, seed=8)
