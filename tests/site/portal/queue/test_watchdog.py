"""The queue is kept alive from outside, leaves nothing behind, and is never needed for what is due."""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django_q.models import OrmQ, Schedule, Task

from permissions.now import standing_at
from portal.queue.bell import call_soon
from portal.queue.broker import Doorbell
from portal.queue.pulses import QUEUE, last_pulse
from tests.scenes import country, file_case
from tests.site.portal.queue.at_work import ROLES, at_work, cluster_of, in_group, until
from workflows.cases.models import CaseEvent
from workflows.outbox.models import OutboxEntry

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]
PATIENCE = 12.0
QUICK = ("--every", "2", "--patience", str(PATIENCE))
SETTLED = timedelta(seconds=8)
"""A pulse this long after a kill is not one that was under way: they come every five seconds at most."""


def beats_after(instant: datetime) -> bool:
    pulse = last_pulse(QUEUE)
    return pulse is not None and pulse > instant


def lives_on_after_killing(environment: dict[str, str], *roles: str) -> None:
    with at_work(environment, *QUICK) as work:
        until(lambda: beats_after(datetime.now(UTC) - timedelta(seconds=5)))
        for role in roles:
            until(lambda: len(cluster_of(work.pid)) == len(ROLES))
            os.kill(cluster_of(work.pid)[ROLES.index(role)], signal.SIGKILL)
            until(partial(beats_after, datetime.now(UTC) + SETTLED), seconds=PATIENCE + 150)


def test_the_queue_lives_on_when_its_monitor_or_its_head_is_killed(child_environment: dict[str, str]) -> None:
    lives_on_after_killing(child_environment, "monitor", "head")


@pytest.mark.large
def test_the_queue_lives_on_whoever_of_it_is_killed(child_environment: dict[str, str]) -> None:
    lives_on_after_killing(child_environment, "worker", "pusher", "sentinel", "worker", "monitor", "worker")


@pytest.mark.large
def test_long_tasks_on_both_workers_are_not_taken_for_a_stuck_queue(child_environment: dict[str, str]) -> None:
    with at_work(child_environment, *QUICK) as work:
        before = cluster_of(work.pid)
        for _ in range(4):
            call_soon("time.sleep", 25)
        until(lambda: not OrmQ.objects.exists(), seconds=90)
        assert cluster_of(work.pid) == before


def test_when_work_is_killed_nothing_of_it_is_left(child_environment: dict[str, str]) -> None:
    with at_work(child_environment, *QUICK) as work:
        (group, *_others) = cluster_of(work.pid)
        work.kill()
        work.wait()
        until(lambda: in_group(group) == [], seconds=30)


def test_a_letter_leaves_long_before_the_next_sweep(child_environment: dict[str, str]) -> None:
    country()
    with at_work(child_environment, "--every", "3600"):
        until(lambda: last_pulse("sweep") is not None)
        file_case()
        until(lambda: not OutboxEntry.objects.waiting().exists(), seconds=60)
    assert OutboxEntry.objects.exists()


def test_with_everything_deleted_from_the_queue_the_clock_still_acts(child_environment: dict[str, str]) -> None:
    country()
    with at_work(child_environment, *QUICK):
        with standing_at(datetime.now(UTC) - timedelta(days=7)):
            case = file_case(email="")
        for table in (OrmQ, Schedule, Task):
            table.objects.all().delete()
        until(lambda: CaseEvent.objects.filter(case=case, verb="escalated").exists(), seconds=60)


def test_a_task_that_kills_its_worker_is_dropped_in_the_end(child_environment: dict[str, str]) -> None:
    with at_work(child_environment, *QUICK):
        call_soon("os._exit", 9)
        (poisoned,) = [task for task in OrmQ.objects.all() if task.func() == "os._exit"]  # a beat may wait beside it

        def is_dropped() -> bool:
            Doorbell().release()  # which else comes eleven minutes after each death
            return not OrmQ.objects.filter(pk=poisoned.pk).exists()

        until(is_dropped)
        at = datetime.now(UTC)
        until(lambda: beats_after(at))
