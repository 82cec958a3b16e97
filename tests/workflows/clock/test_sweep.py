"""The sweep: each due case once, at a cost that goes by what is due. What the clock obeys is told beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.now import standing_at
from tests.scenes import LADDER, Country, country, file_case, publish_one
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, Work
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")


def amman(day: int, hour: int = 10, minute: int = 20) -> datetime:
    """A day of November 2026; the 1st is a Sunday, so 5, 12, 19 and 26 are Thursdays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=AMMAN)


@pytest.fixture
def scene() -> Country:
    return country()


@pytest.fixture(autouse=True)
def _all_agrees(db: None) -> object:
    yield
    assert list(inconsistencies()) == []


def filed(day: int, hour: int = 10, minute: int = 20) -> Case:
    with standing_at(amman(day, hour, minute)):
        return file_case()


def sweep(at: datetime) -> tuple[int, int]:
    with standing_at(at):
        swept = sweep_clock()
    return swept.due, swept.escalated


def level(case: Case) -> int:
    return Case.objects.get(pk=case.pk).level


def open_count(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, done__isnull=True, kind__in=["escalate", "remind"])


def test_a_ladder_published_later_rules_the_next_count_of_cases_begun_before(scene: Country) -> None:
    case = filed(1)
    rungs = [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 3}]
    publish_one("ladder", "default", LADDER | {"rungs": rungs})
    sweep(amman(3))
    assert open_count(case).due == amman(8)
    assert open_count(filed(1)).due == amman(2)


def test_a_case_that_fails_alone_stays_due_and_holds_up_no_other(
    scene: Country, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = filed(1), filed(1)
    # A step that the process has not: what a slip in moving cases would leave behind.
    Deadline.objects.filter(case=broken).update(kind="resume")
    Work.objects.filter(case=broken).update(step="gone", paused_at=amman(1))
    assert sweep(amman(3)) == (1, 1)
    assert level(sound) == 1
    assert f"Case {broken.pk} is due" in caplog.text
    Deadline.objects.filter(case=broken).update(kind="escalate")
    Work.objects.filter(case=broken).update(step="handle", paused_at=None)


def test_nothing_due_costs_one_query(
    scene: Country, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for _ in range(3):
        filed(1)
    with django_assert_num_queries(1):
        assert sweep(amman(2)) == (0, 0)


def test_twenty_five_due_cases_cost_at_most_four_statements_each(
    scene: Country, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for _ in range(25):
        filed(1)
    with django_assert_max_num_queries(100):
        assert sweep(amman(3)) == (25, 25)


def test_a_process_that_is_parsed_is_not_read_again_with_each_due_case(scene: Country) -> None:
    for _ in range(3):
        filed(1)
    with CaptureQueriesContext(connection) as queries:
        assert sweep(amman(3)) == (3, 3)
    [locked] = [each["sql"] for each in queries if 'INNER JOIN "workflows_version"' in each["sql"]]
    assert '"workflows_version"."digest"' in locked
    assert '"workflows_version"."definition"' not in locked
