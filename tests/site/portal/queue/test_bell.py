"""The queue hears of a task after the commit that asked for it, and never troubles who asked."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ

from portal.queue.bell import call_soon
from tests.scenes import country, file_case

pytestmark = pytest.mark.django_db(transaction=True)
TASK = "workflows.notifications.deliver.deliver_waiting"


def waiting() -> list[tuple[str, tuple[Any, ...]]]:
    return [(entry.task["func"], entry.task["args"]) for entry in OrmQ.objects.order_by("pk")]


def test_a_task_waits_with_its_ids_once_the_transaction_is_committed() -> None:
    with transaction.atomic():
        call_soon(TASK, 7, 8)
        assert waiting() == []
    assert waiting() == [(TASK, (7, 8))]


def test_outside_of_a_transaction_it_waits_at_once() -> None:
    call_soon(TASK)
    assert waiting() == [(TASK, ())]


def test_what_is_rolled_back_rings_no_bell() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        call_soon(TASK, 1)
        raise RuntimeError
    assert waiting() == []


def test_a_queue_that_cannot_be_reached_troubles_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_q_ormq RENAME TO gone")
    try:
        with caplog.at_level(logging.WARNING, "portal.queue.bell"):
            call_soon(TASK, 7)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO django_q_ormq")
    assert f"did not hear of {TASK}(7,)" in caplog.text


def test_filing_rings_for_its_letters_with_two_statements_at_most_and_a_burst_with_one() -> None:
    country()
    costs: list[int] = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            file_case()
        costs.append(sum("django_q_ormq" in each["sql"] for each in asked))
    assert costs == [2, 1, 1]
    assert waiting() == [(TASK, ())]
