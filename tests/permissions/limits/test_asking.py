"""The way through a limit: free, slowed down, refused; and nobody pays for what another did not do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from permissions.limits.asking import Asked, ask, ask_all
from permissions.limits.catalogue import WAITED
from permissions.limits.challenges import WAIT_SECONDS, Answer
from permissions.limits.decide import Limit, Verdict
from permissions.limits.models import Count
from permissions.now import now, standing_at
from tests.permissions.limits.solving import solved

pytestmark = pytest.mark.django_db
FEW = Limit("few", free=2, most=4)
HERE = "203.0.113.7"


def worked(asked: Asked) -> Answer:
    assert asked.challenge is not None
    return Answer(solved(asked.challenge.work))


def test_free_then_slowed_then_refused_until_the_hour_is_over(counted_in: str) -> None:
    at = now().replace(minute=10)
    with standing_at(at):
        assert [ask(FEW, HERE).verdict for _turn in range(3)] == [Verdict.GO, Verdict.GO, Verdict.SLOW]
        for _turn in range(2):
            slowed = ask(FEW, HERE)
            assert slowed.verdict == Verdict.SLOW
            assert slowed.retry_after == WAIT_SECONDS
            assert ask(FEW, HERE, answer=worked(slowed)).may
        stopped = ask(FEW, HERE)
        assert (stopped.verdict, stopped.challenge) == (Verdict.STOP, None)
        assert 49 * 60 <= stopped.retry_after <= 50 * 60
        assert ask(FEW, "203.0.113.8").may, "another network is another matter"
    with standing_at(at + timedelta(hours=1)):
        assert ask(FEW, HERE).may


def test_who_does_not_answer_uses_up_nothing_that_others_share(counted_in: str) -> None:
    ask(FEW, HERE, amount=2)
    assert {ask(FEW, HERE).verdict for _turn in range(50)} == {Verdict.SLOW}
    assert ask(FEW, HERE, answer=worked(ask(FEW, HERE))).may


def test_an_answer_counts_once(counted_in: str) -> None:
    ask(FEW, HERE, amount=2)
    answer = worked(ask(FEW, HERE))
    assert ask(FEW, HERE, answer=answer).may
    assert ask(FEW, HERE, answer=answer).verdict == Verdict.SLOW
    assert ask(FEW, "198.51.100.1", amount=3, answer=answer).verdict == Verdict.SLOW


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_send_one_answer_at_once_one_gets_through(counted_in: str) -> None:
    wide = Limit("few", free=2)
    at = now().replace(minute=5, second=0)  # no hour turns between them, which would begin the count anew
    with standing_at(at):
        ask(wide, HERE, amount=2)
        answer = worked(ask(wide, HERE))

    def send(_turn: int) -> bool:
        try:
            with standing_at(at):
                return ask(wide, HERE, answer=answer).may
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(send, range(8))) == 1


def test_who_has_no_scripts_waits_but_a_network_not_without_end() -> None:
    wide = Limit("wide", free=1)
    at = now().replace(minute=5, second=0)
    with standing_at(at):
        ask(wide, HERE)
        tickets = [slowed.challenge.ticket for _turn in range(62) if (slowed := ask(wide, HERE)).challenge is not None]
        assert len(set(tickets)) == 62
        assert ask(wide, HERE, answer=Answer("", tickets[0])).verdict == Verdict.SLOW
    with standing_at(at + timedelta(seconds=WAIT_SECONDS + 1)):
        through = [ask(wide, HERE, answer=Answer("", ticket)).may for ticket in tickets]
        assert sum(through) == WAITED.most == 60
        assert ask(wide, HERE, answer=worked(ask(wide, HERE))).may, "work still brings one further"


def test_several_limits_at_once_and_what_was_right_counts_for_nothing(counted_in: str) -> None:
    wide = Limit("wide", free=3)
    both = [(FEW, HERE), (wide, "account")]
    for _turn in range(5):
        asked = ask_all(both)
        assert asked.may
        asked.never_happened()
    assert ask_all([(wide, "account")], amount=3).may
    assert ask_all(both).verdict == Verdict.SLOW, "one of two is enough"


def test_what_the_next_one_would_meet_is_known_before_it_comes_and_counts_nothing() -> None:
    first = ask(FEW, HERE)
    assert first.before_the_next().may
    second = ask(FEW, HERE)
    coming = second.before_the_next()
    assert coming.verdict == Verdict.SLOW
    assert ask(FEW, HERE, answer=worked(coming)).may


def test_it_costs_one_statement_and_two_more_where_it_is_slowed(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        ask(FEW, HERE, amount=2)
    with django_assert_num_queries(2):
        slowed = ask(FEW, HERE)
    with django_assert_num_queries(2):
        assert ask(FEW, HERE, answer=worked(slowed)).may


def test_where_limits_are_off_nothing_is_counted(settings: Any, django_assert_num_queries: Any) -> None:
    settings.LIMITS_ON = False
    with django_assert_num_queries(0):
        assert all(ask(FEW, HERE).may for _turn in range(20))


def test_no_address_is_kept() -> None:
    for subject in (HERE, "huda@example.org", "962790000000"):
        ask(FEW, subject)
    kept = " ".join(f"{count.key} {count.count} {count.ends_at}" for count in Count.objects.all())
    assert len(Count.objects.all()) == 3
    assert not any(said in kept for said in (HERE, "huda", "962790000000"))
