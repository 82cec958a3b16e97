"""Nothing is tried on hidden requests, and no number of a job tells of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.looking.models import Kind, Look
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from tests.workflows.redating.decreed import THURSDAY, done, drafted, redate
from workflows.cases.models import Case
from workflows.deadlines.models import Deadline
from workflows.jobs.models import JobKind
from workflows.jobs.services import ask, ask_anew
from workflows.redating.hidden import STEP, not_tried, note_not_tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        yield found


def counted() -> int | None:
    found: dict[str, Any] = {}
    note_not_tried(found, Case.objects.all())
    return not_tried(found)


def test_how_many_were_not_tried_is_told_in_steps_and_never_of_this_week(land: Country) -> None:
    for _number in range(STEP - 1):
        file_case(kind="integrity")
    Case.objects.filter(pk=file_case().pk).update(guarded=True)
    file_case()
    assert (counted(), not_tried({})) == (0, None)
    with standing_at(now() + timedelta(days=7)):
        assert counted() == STEP
        file_case(kind="integrity")
        assert counted() == STEP
    Case.objects.filter(guarded=True).update(guarded=False)
    with standing_at(now() + timedelta(days=7)):
        assert counted() == 0


def test_hidden_requests_follow_a_holiday_and_are_in_no_number(land: Country) -> None:
    file_case(kind="complaint")
    hidden = [file_case(kind="integrity").pk for _number in range(STEP)]
    dates = Deadline.objects.filter(case__in=hidden, done__isnull=True, due__isnull=False).order_by("pk")
    before = list(dates.values_list("due", flat=True))
    job = redate()
    for was, after in zip(before, dates.values_list("due", flat=True), strict=True):
        assert was is not None
        assert after is not None
        assert after > was
    numbers = {name: job.found.get(name, 0) for name in ("later", "earlier", "unchanged", "excused")}
    assert (sum(numbers.values()), job.found.get("hidden")) == (Deadline.objects.exclude(case__in=hidden).count(), None)


def test_each_run_stands_in_the_log_of_access(land: Country) -> None:
    owner, version = land.people["officer-moh"], drafted()
    actor = Actor.staff(owner.pk)
    job = done(ask(JobKind.EFFECT, version, actor=actor))
    ask(JobKind.EFFECT, version, actor=actor)  # is done already: nothing runs
    ask_anew(job, actor=actor)
    looks = Look.objects.filter(kind=Kind.TRIED).values_list("user", "subject", "subject_id", "detail")
    assert list(looks) == [(owner.pk, "version", version.pk, "effect")] * 2
