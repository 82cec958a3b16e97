"""Counts of all processes come together in one table, and nothing is lost while it is away."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError

from permissions.tallies import counting, memory
from permissions.tallies.counting import counted, write_down, write_now_and_then
from permissions.tallies.memory import count
from tests.forked import forked

WRITER = """
from permissions.tallies.counting import write_down
from permissions.tallies.memory import count
for _turn in range(50):
    count("requests", "2xx")
    count("errors")
    write_down()
"""


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "mine", memory.Tallies())


@pytest.mark.django_db
def test_what_was_counted_is_added_up(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        count("requests", "2xx", 3)
        count("errors")
    with django_assert_num_queries(1):
        write_down()
    with django_assert_num_queries(0):
        write_down()
    count("errors")
    write_down()
    assert counted() == {"errors": 2, "requests|2xx": 3}


@pytest.mark.django_db
def test_it_is_written_now_and_then(settings: Any, django_assert_num_queries: Any) -> None:
    settings.TALLIES_WRITTEN_EVERY = 60.0
    count("errors")
    with django_assert_num_queries(0):
        write_now_and_then()
    settings.TALLIES_WRITTEN_EVERY = 0.0
    write_now_and_then()
    assert counted() == {"errors": 1}


@pytest.mark.django_db
def test_while_the_database_is_away_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_taken: object) -> None:
        raise DatabaseError

    count("errors")
    with monkeypatch.context() as patch:
        patch.setattr(counting, "_add", away)
        write_down()
    assert counted() == {}
    write_down()
    assert counted() == {"errors": 1}


@pytest.mark.django_db(transaction=True)
def test_several_processes_count_into_one(child_environment: dict[str, str]) -> None:
    forked(3, WRITER, child_environment)
    assert counted() == {"errors": 150, "requests|2xx": 150}
