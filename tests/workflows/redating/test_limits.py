"""The overall limit follows the calendar of the unit, wherever the work lies, and its warnings follow it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import CALENDAR, Country, country, file_case, publish_one
from tests.workflows.redating.decreed import AMMAN, THURSDAY, done, drafted, redate
from workflows.calendars.definition import newest
from workflows.cases.actions import AskCitizen
from workflows.cases.actions.citizen import AnswerQuestion
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.jobs.models import JobKind
from workflows.jobs.services import ask, ask_anew

pytestmark = pytest.mark.django_db
WITHIN_FIVE: dict[str, Any] = {
    "format": 1,
    "name": {"ar": "خمسة أيام", "en": "Five days"},
    "within": {"amount": 5, "unit": "working_days"},
    "ends": "moment",
    "kinds": ["complaint"],
    "warnings": [{"before": {"amount": 1, "unit": "working_days"}, "tells": ["holder"]}],
    "tells": ["unit"],
    "rungs": [],
}
DUE = datetime(2026, 11, 12, 10, 20, tzinfo=AMMAN)
LATER = datetime(2026, 11, 15, 10, 20, tzinfo=AMMAN)


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        publish_one("limit", "five", WITHIN_FIVE)
        publish_one("calendar", "moh", newest(CALENDAR))  # the body has its own, the unit goes by the country's
        yield found
        assert list(inconsistencies()) == []


def test_it_moves_with_its_warning_and_once(land: Country) -> None:
    case = file_case()
    assert Case.objects.get(pk=case.pk).limit_due == DUE
    effect = done(ask(JobKind.EFFECT, drafted(), actor=Actor.operator))
    assert effect.found["later"] == 1
    job = redate()
    assert job.found == {"later": 1}
    after = Case.objects.get(pk=case.pk)
    assert (after.limit_due, after.due) == (LATER, case.due)
    warning = Deadline.objects.get(case=case, kind=DeadlineKind.LIMIT_WARN)
    assert warning.due == LATER - timedelta(days=3)
    ask_anew(job, actor=Actor.operator)
    assert done(job).found == {"unchanged": 1}


def test_what_it_did_not_count_stays_uncounted(land: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    with standing_at(THURSDAY + timedelta(hours=1)):
        apply(case.pk, AnswerQuestion(text="أمس."), actor=Actor.citizen(case.pk))
        redate()
    assert Case.objects.get(pk=case.pk).limit_due == LATER + timedelta(hours=1)


def test_while_a_question_rests_it_nothing_moves(land: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    assert redate().found == {}
    assert Case.objects.get(pk=case.pk).limit_due is None
