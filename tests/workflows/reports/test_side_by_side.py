"""A case that two agencies work at once stands in the register with the post and the holder of the one that leads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.now import now
from tests.side_by_side import file_for_two, land_of_two
from workflows.cases.actions import Escalate, Proceed, Reply
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work
from workflows.reports.diary import stories
from workflows.reports.register import Entry, entry

pytestmark = pytest.mark.django_db


def row(case: Case) -> Entry:
    until = now() + timedelta(minutes=1)
    [story] = [story for story in stories(until) if story.case_id == case.pk]
    [found] = entry(story, until)
    return found


def held(work: Work) -> tuple[int | None, ...]:
    work.refresh_from_db()
    return work.agency_id, work.post_id, work.holder_id


def shown(case: Case) -> tuple[int | None, ...]:
    found = row(case)
    return found.agency_id, found.post_id, found.holder_id


def test_what_the_other_does_changes_nothing_in_the_row_of_the_lead() -> None:
    land = land_of_two()
    case, health, education = file_for_two()
    assert shown(case) == held(health)
    apply(case.pk, Reply(text="x", work_id=education.pk), actor=land.actor("officer-moe"))
    assert shown(case) == held(health)
    apply(case.pk, Escalate(work_id=education.pk), actor=land.actor("officer-moe"))
    assert shown(case) == held(health)
    assert row(case).level == 0


def test_when_the_lead_is_done_the_row_is_that_of_the_next_and_then_of_the_unit() -> None:
    land = land_of_two()
    case, health, education = file_for_two()
    apply(case.pk, Proceed(outcome="done", text="x", work_id=health.pk), actor=land.actor("officer-moh"))
    assert shown(case) == held(education)
    apply(case.pk, Proceed(outcome="done", text="x", work_id=education.pk), actor=land.actor("officer-moe"))
    assert shown(case) == held(Work.objects.get(case=case, done_at=None))
