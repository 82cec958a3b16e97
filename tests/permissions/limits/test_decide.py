"""The plain rules: what is free, what is slowed down, what is refused, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from permissions.limits import catalogue
from permissions.limits.decide import (
    MOST_TRIES,
    TRIES,
    Limit,
    Verdict,
    decide,
    hardest,
    hour_of,
    seconds_left,
    tries_for,
)

LIMIT = Limit("any", free=3, most=5)


@pytest.mark.parametrize(
    ("used", "verdict"),
    [(1, Verdict.GO), (3, Verdict.GO), (4, Verdict.SLOW), (5, Verdict.SLOW), (6, Verdict.STOP), (9_999, Verdict.STOP)],
)
def test_each_asking_is_answered_slowed_or_refused(used: int, verdict: Verdict) -> None:
    assert decide(LIMIT, used) == verdict


def test_what_others_share_is_never_refused() -> None:
    assert decide(Limit("any", free=3), 1_000_000) == Verdict.SLOW


def test_of_several_limits_the_hardest_decides() -> None:
    other = Limit("other", free=1)
    assert hardest([(LIMIT, 1), (other, 1)]) == Verdict.GO
    assert hardest([(LIMIT, 1), (other, 2)]) == Verdict.SLOW
    assert hardest([(LIMIT, 6), (other, 2)]) == Verdict.STOP
    assert hardest([]) == Verdict.GO


def test_the_more_there_are_the_more_work_is_asked_for_and_never_without_end() -> None:
    asked = [tries_for([(LIMIT, used)]) for used in (1, 3, 4, 6, 9, 1_000)]
    assert asked == [TRIES, TRIES, TRIES + TRIES // 3, 2 * TRIES, 3 * TRIES, MOST_TRIES]
    assert tries_for([]) == TRIES


@pytest.mark.parametrize(
    ("minute", "second", "left"), [(0, 0, 3600), (59, 59, 1), (30, 0, 1800)], ids=["begin", "end", "half"]
)
def test_counts_begin_anew_with_each_hour(minute: int, second: int, left: int) -> None:
    at = datetime(2026, 11, 26, 14, minute, second, tzinfo=UTC)
    assert hour_of(at) == datetime(2026, 11, 26, 14, tzinfo=UTC)
    assert seconds_left(at) == left


def test_the_last_moment_of_an_hour_still_waits_a_second() -> None:
    assert seconds_left(datetime(2026, 11, 26, 14, 59, 59, 999_999, tzinfo=UTC)) == 1


def test_every_limit_has_a_name_of_its_own_and_room_for_a_person() -> None:
    limits = [each for each in vars(catalogue).values() if isinstance(each, Limit)]
    assert len({limit.name for limit in limits}) == len(limits) == 30
    assert all(limit.free >= 3 and (limit.most is None or limit.most >= limit.free) for limit in limits)
