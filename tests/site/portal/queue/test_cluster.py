"""What a running queue says of itself."""

from __future__ import annotations

import time

import pytest

from portal.queue.cluster import Ends, LongTask
from portal.queue.pulses import QUEUE, last_pulse
from tests.site.portal.queue.at_work import until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_long_task_beats_while_it_runs_and_no_longer() -> None:
    task = LongTask(every=0.1)
    task.begins()
    until(lambda: last_pulse(QUEUE) is not None)
    first = last_pulse(QUEUE)
    until(lambda: last_pulse(QUEUE) != first)
    task.ends()
    time.sleep(0.3)
    last = last_pulse(QUEUE)
    time.sleep(0.3)
    assert last_pulse(QUEUE) == last


def test_a_short_task_writes_nothing_of_itself() -> None:
    task = LongTask(every=0.5)  # longer than a busy machine takes between the two
    task.begins()
    task.ends()
    time.sleep(0.8)
    assert last_pulse(QUEUE) is None


def test_many_tasks_put_away_write_one_pulse() -> None:
    ends = Ends()
    ends.put_away()
    first = last_pulse(QUEUE)
    assert first is not None
    ends.put_away()
    assert last_pulse(QUEUE) == first
