"""The queue gives out each task in its order, a few times at most, and forgets none that was not put away."""

from __future__ import annotations

import logging

import pytest
from django.utils import timezone
from django_q.conf import Conf
from django_q.models import OrmQ

from portal.queue.bell import Ring, call_soon
from portal.queue.broker import Doorbell

pytestmark = pytest.mark.django_db(transaction=True)
TASK = "workflows.notifications.deliver.deliver_waiting"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Conf, "POLL", 0)


def fetched() -> int | None:
    """The row that was fetched, if any."""
    given = Doorbell().dequeue()
    return given[0][0] if given else None


def test_tasks_are_given_out_in_their_order_and_once() -> None:
    call_soon(TASK, 1)
    call_soon(TASK, 2)
    first, second = OrmQ.objects.order_by("pk").values_list("pk", flat=True)
    assert [fetched(), fetched(), fetched()] == [first, second, None]


def test_what_is_put_away_is_gone_and_the_rest_can_be_given_out_again() -> None:
    call_soon(TASK, 1)
    call_soon(TASK, 2)
    first, second = fetched(), fetched()
    assert first is not None
    Doorbell().acknowledge(first)
    assert Doorbell().release() == 1
    assert [fetched(), fetched()] == [second, None]


def test_a_task_that_is_never_put_away_is_dropped_after_a_few_times(caplog: pytest.LogCaptureFixture) -> None:
    call_soon(TASK, 7)
    times = 0
    while fetched():
        times += 1
        Doorbell().release()
    assert times == Conf.MAX_ATTEMPTS
    assert not OrmQ.objects.exists()
    assert f"Task {TASK}(7,) was begun {times} times" in caplog.text


def test_what_cannot_be_read_is_dropped(caplog: pytest.LogCaptureFixture) -> None:
    OrmQ.objects.create(key=Conf.CLUSTER_NAME, payload="rotated:key", lock=timezone.now())
    with caplog.at_level(logging.ERROR):
        assert fetched() is None
    assert not OrmQ.objects.exists()
    assert "cannot be read" in caplog.text


def test_a_ring_that_still_waits_is_not_rung_again_and_one_that_was_heard_is() -> None:
    ring = Ring(TASK)
    ring()
    ring()
    assert OrmQ.objects.count() == 1
    assert fetched()
    ring()
    ring()
    assert OrmQ.objects.count() == 2
    OrmQ.objects.all().delete()
    ring()
    assert OrmQ.objects.count() == 1
