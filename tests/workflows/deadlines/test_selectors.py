"""What comes due next, and whose it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from permissions.now import standing_at
from tests.scenes import country, file_case
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline
from workflows.deadlines.selectors import cases_due_by, next_due, overdue

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 1, 8, tzinfo=UTC)
MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 3, 8, tzinfo=UTC)


def test_nothing_is_due_where_nothing_is_open() -> None:
    assert next_due() is None
    assert list(cases_due_by(TUESDAY)) == []


def test_the_next_is_the_earliest_that_runs_and_its_case_is_due_at_that_very_moment() -> None:
    people = country()
    with standing_at(SUNDAY):
        first = file_case()
    with standing_at(MONDAY):
        second = file_case()
    assert next_due() == TUESDAY
    assert list(cases_due_by(TUESDAY)) == [first.pk]
    assert len(list(cases_due_by(datetime(2026, 11, 4, 8, tzinfo=UTC)))) == 2
    with standing_at(MONDAY):  # a question stops the count of the first
        apply(first.pk, AskCitizen(text="؟"), actor=people.actor("officer-moh"))
    assert next_due() == datetime(2026, 11, 4, 8, tzinfo=UTC)
    assert list(cases_due_by(datetime(2026, 11, 4, 8, tzinfo=UTC))) == [second.pk]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table of a few rows as a whole")
def test_it_is_found_by_the_index() -> None:
    plan = Deadline.objects.filter(done__isnull=True, due__isnull=False).order_by("due", "id").explain()
    assert "deadline_due" in plan


def test_what_two_passes_have_left_is_overdue_and_a_pass_leaves_nothing() -> None:
    country()
    with standing_at(SUNDAY):
        file_case()
    with standing_at(TUESDAY + timedelta(seconds=119)):
        assert overdue() == 0  # the pass of this minute may still come
    with standing_at(TUESDAY + timedelta(minutes=2)):
        assert overdue() == 1
        sweep_clock()
        assert overdue() == 0
