"""Where days end when the body closes: what people read is a day, and nothing goes up before that day is over there."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import standing_at
from permissions.writing import written_due
from portal.operations.set_up.ladders import LADDERS
from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.bending import taken_as_said
from workflows.calendars.jordan import jordan_definition
from workflows.cases.actions import AnswerQuestion, AskCitizen
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")
MINUTE = timedelta(minutes=1)


def amman(day: int, hour: int = 10, minute: int = 20) -> datetime:
    """A day of November 2026; 5, 12, 19 and 26 are Thursdays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=AMMAN)


CLOSES = amman(9, 15, 30)
"""Monday 9 November."""


@pytest.fixture
def land() -> Country:
    found = country()
    publish_one("calendar", "jordan", jordan_definition())
    publish_one("ladder", "default", LADDERS["default"])
    return found


@pytest.fixture(autouse=True)
def _all_agrees(db: None) -> object:
    yield
    assert list(inconsistencies()) == []


def filed(day: int, hour: int = 10, minute: int = 20) -> Case:
    with standing_at(amman(day, hour, minute)):
        return file_case()


def count(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, done__isnull=True, kind=DeadlineKind.ESCALATE)


@pytest.mark.parametrize("at", [(5, 10, 20), (5, 22, 0), (6, 14, 0)])
def test_thursday_and_the_weekend_promise_monday_and_go_up_when_it_closes(
    land: Country, at: tuple[int, int, int]
) -> None:
    case = filed(*at)
    assert (case.due, case.due_by_day) == (CLOSES, True)
    for instant, level in ((CLOSES - MINUTE, 0), (CLOSES, 1)):
        with standing_at(instant):
            sweep_clock()
        assert Case.objects.get(pk=case.pk).level == level
    assert count(case).due == amman(11, 15, 30)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Monday 9 November 2026, end of the working day"),
        ("ar", "الاثنين 9 تشرين الثاني 2026، نهاية الدوام"),
    ],
)
def test_letter_and_desk_say_the_same_day(land: Country, language: str, words: str) -> None:
    with standing_at(amman(5)):
        case = file_case(language=language)
        with override(language):
            assert written_due(CLOSES, by_day=True) == words
        letter = OutboxEntry.objects.get(case=case, topic="acknowledged")
        desk = client_of(land, "officer-moh")
        shown = page(desk.get(f"/admin/desk/{case.tracking}/")).replace("<bdi>", "").replace("</bdi>", "")
    assert (letter.data["due"], letter.data["by_day"]) == (CLOSES.astimezone(ZoneInfo("UTC")).isoformat(), True)
    assert ("end of the working day" in shown) or ("نهاية الدوام" in shown)


def test_a_question_keeps_the_hours_that_were_left_and_ends_with_a_day(land: Country) -> None:
    case = filed(5)
    with standing_at(amman(9, 13, 30)):
        apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    assert count(case).left == timedelta(hours=2)
    with standing_at(amman(10, 14, 30)):
        apply(case.pk, AnswerQuestion(text="أمس"), actor=Actor.citizen(case.pk))
    again = count(case)
    assert (again.due, again.by_day, again.data["resumed"]["left"]) == (amman(11, 15, 30), True, 7200)
    assert Case.objects.get(pk=case.pk).due_by_day


def test_what_was_reckoned_by_a_former_ladder_keeps_its_moment(land: Country) -> None:
    case = filed(5)
    deadline = count(case)
    Deadline.objects.filter(pk=deadline.pk).update(
        data={key: deadline.data[key] for key in ("calendar", "ladder")}, due=amman(9)
    )
    taken_as_said(case)
    with standing_at(amman(8)):
        apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    with standing_at(amman(10)):
        apply(case.pk, AnswerQuestion(text="أمس"), actor=Actor.citizen(case.pk))
    assert (count(case).due, count(case).by_day) == (amman(11), False)
