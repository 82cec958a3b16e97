"""Counts are the same in all processes, wherever they are kept, and a place that is away stops nobody."""

from __future__ import annotations

import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from permissions.limits import counting
from permissions.limits.counting import KEPT, count_in_database, count_up, forget_counts, give_back
from permissions.limits.models import Count
from permissions.now import now, standing_at
from tests.forked import forked

END = datetime(2100, 1, 1, tzinfo=UTC)
ONE, TWO = "1" * 64, "2" * 64
COUNTS = """
from datetime import UTC, datetime
from permissions.limits.counting import count_up
for _turn in range(25):
    count_up({"1" * 64: 1, "2" * 64: 2}, ends_at=datetime(2100, 1, 1, tzinfo=UTC))
"""


@pytest.mark.django_db
def test_each_key_counts_for_itself_and_by_its_own_amount(counted_in: str) -> None:
    assert count_up({ONE: 1, TWO: 5}, ends_at=END) == {ONE: 1, TWO: 5}
    assert count_up({ONE: 1, TWO: 2}, ends_at=END) == {ONE: 2, TWO: 7}
    assert Count.objects.count() == (0 if counted_in == "redis" else 2)


@pytest.mark.django_db
def test_what_is_given_back_never_counted(counted_in: str) -> None:
    count_up({ONE: 3, TWO: 1}, ends_at=END)
    give_back({ONE: 1, TWO: 1})
    assert count_up({ONE: 1, TWO: 1}, ends_at=END) == {ONE: 3, TWO: 1}
    give_back({"3" * 64: 1})  # of another hour, and gone
    assert count_up({"3" * 64: 1}, ends_at=END) == {"3" * 64: 1}


@pytest.mark.django_db(transaction=True)
def test_eight_threads_at_once_lose_no_count(counted_in: str) -> None:
    def count(_turn: int) -> int:
        try:
            return count_up({ONE: 1, TWO: 1}, ends_at=END)[ONE]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(count, range(80)))
    assert sorted(counted) == list(range(1, 81))


@pytest.mark.django_db(transaction=True)
def test_three_processes_count_as_one(counted_in: str, child_environment: dict[str, str], settings: Any) -> None:
    environment = child_environment | ({"REDIS_URL": settings.REDIS_URL} if counted_in == "redis" else {})
    forked(3, COUNTS, environment)
    assert count_up({ONE: 1, TWO: 1}, ends_at=END) == {ONE: 76, TWO: 151}


@pytest.mark.django_db
def test_a_redis_that_is_away_leaves_the_counting_to_the_database(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        url = f"redis://127.0.0.1:{taken.getsockname()[1]}"
        settings.REDIS_URL = url
        settings.CACHES = {"default": {"BACKEND": "portal.settings.cache.CalmRedisCache", "LOCATION": url}}
        assert [count_up({ONE: 1}, ends_at=END)[ONE] for _turn in range(3)] == [1, 2, 3]
        give_back({ONE: 2})
        assert count_up({ONE: 1}, ends_at=END) == {ONE: 2}
    assert caplog.text.count("Redis is away") == 1


@pytest.mark.django_db
def test_where_nothing_can_be_written_nobody_is_stopped(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_words: Any) -> Any:
        raise DatabaseError("disk full")

    monkeypatch.setattr(counting, "count_in_database", broken)
    with caplog.at_level(logging.WARNING):
        assert count_up({ONE: 1}, ends_at=END) == {ONE: 0}
    assert "disk full" not in caplog.text  # its kind alone: what a database says may name what was asked for
    assert "DatabaseError" in caplog.text


@pytest.mark.django_db
def test_counting_is_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        count_up({ONE: 1, TWO: 1, "3" * 64: 1}, ends_at=END)


@pytest.mark.django_db
def test_what_is_over_is_removed_but_not_by_a_clock_that_is_a_day_ahead() -> None:
    count_in_database({ONE: 1}, ends_at=now() + timedelta(hours=1))
    with standing_at(now() + timedelta(days=1)):
        assert forget_counts() == 0
    with standing_at(now() + KEPT + timedelta(hours=2)):
        assert forget_counts() == 1
    assert not Count.objects.exists()
