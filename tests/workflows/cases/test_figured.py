"""The rows of figures are written with each act, at the cost that it may have, and are those of the diary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import CALENDAR, Country, country, file_case, publish_one
from tests.workflows.figures.as_reported import assert_as_reported
from tests.workflows.reports.october import October, october
from workflows.calendars.definition import newest as newest_calendar
from workflows.cases.actions import (
    Accept,
    Action,
    Assign,
    Concerned,
    Decide,
    Note,
    Rate,
    Refer,
    Reply,
    SetParties,
    SetPriority,
)
from workflows.cases.figured import act_of
from workflows.cases.figures_anew import differing
from workflows.cases.lifecycle import apply, apply_all
from workflows.cases.models import Case, CaseEvent
from workflows.figures.models import FOREVER, Occurrence, Standing, StepTaken
from workflows.figures.then import Then

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
DAY = timedelta(days=1)
ROWS = ("workflows_standing", "workflows_steptaken", "workflows_occurrence")


@pytest.fixture
def scene() -> Iterator[Country]:
    with standing_at(SUNDAY):
        yield country()
    assert differing(list(Case.objects.values_list("pk", flat=True)), Then()) == []


def asked(doing: Callable[[], Any]) -> list[str]:
    """What the statements on rows of figures do."""
    with CaptureQueriesContext(connection) as queries:
        doing()
    statements = [each["sql"] for each in queries if any(table in each["sql"] for table in ROWS)]
    return [next(word for word in ("INSERT", "UPDATE", "DELETE", "SELECT") if word in each) for each in statements]


def act(case: Case, action: Action, who: Actor, *, days: int = 0) -> None:
    with standing_at(SUNDAY + days * DAY):
        apply(case.pk, action, actor=who)


def test_filing_costs_one_statement(scene: Country) -> None:
    file_case(agency="moh")
    assert asked(lambda: file_case(agency="moh")) == ["INSERT"]


def test_what_changes_nothing_counted_costs_none(scene: Country) -> None:
    case, officer = file_case(agency="moh"), scene.actor("officer-moh")
    assert asked(lambda: act(case, Note(text="ملاحظة"), officer)) == []
    assert asked(lambda: act(case, Assign(user_id=scene.people["staff-moh"].pk), officer)) == []


def test_an_answer_costs_four(scene: Country) -> None:
    """Which row stands, until when it did, the new one, and the step that was left."""
    case, officer = file_case(agency="moh"), scene.actor("officer-moh")
    found = asked(lambda: act(case, Decide(outcome="resolved", text="تم"), officer, days=1))
    assert found == ["SELECT", "UPDATE", "INSERT", "INSERT"]


def test_many_cases_cost_what_one_costs(scene: Country) -> None:
    cases, officer = [file_case(agency="moh") for _number in range(6)], scene.actor("officer-moh")

    def reply(some: list[Case]) -> None:
        with standing_at(SUNDAY + DAY):
            apply_all([(case.pk, Reply(text="نعمل عليه")) for case in some], actor=officer)

    assert len(asked(lambda: reply(cases[:1]))) == len(asked(lambda: reply(cases[1:])))


def test_what_an_answer_took_is_working_time_of_then(scene: Country) -> None:
    """A calendar that is published later changes nothing of it, also where the rows are made anew."""
    case, officer = file_case(agency="moh"), scene.actor("officer-moh")
    act(case, Decide(outcome="resolved", text="تم"), officer, days=2)
    row = Standing.objects.get(case=case, until=FOREVER)
    assert (row.answer_took, row.decision_took) == (2 * 1440, 2 * 1440)
    assert StepTaken.objects.get(case=case).took == 2 * 1440
    off = {"from": "2026-11-23", "to": "2026-11-23", "name": {"ar": "عطلة", "en": "Off"}}
    holiday = {**off, "state": "confirmed", "circular": ""}
    with standing_at(SUNDAY + 3 * DAY):
        publish_one("calendar", "jordan", {**newest_calendar(CALENDAR), "holidays": [holiday]})
    assert differing([case.pk], Then()) == []
    later = file_case(agency="moh")
    act(later, Decide(outcome="resolved", text="تم"), officer, days=3)
    assert Standing.objects.get(case=later, until=FOREVER).answer_took == 2 * 1440


def test_steps_and_occurrences_follow_what_sets_their_case_apart(scene: Country) -> None:
    case, officer = file_case(agency="moh"), scene.actor("officer-moh")
    act(case, Refer(agency="moe", reason="لهم"), officer)
    accused = Concerned(user_id=scene.people["level1-moh"].pk)
    for parties, apart in (((accused,), "guarded"), ((), "")):
        act(case, SetParties(parties=parties, reason="x"), scene.actor("officer-central"))
        rows = [row for model in (StepTaken, Occurrence) for row in model.objects.filter(case=case)]
        assert [row.apart for row in rows] == [apart, apart]


def test_a_case_of_before_there_were_rows_gets_all_of_them_with_its_next_act(scene: Country) -> None:
    case, officer = file_case(agency="moh"), scene.actor("officer-moh")
    act(case, Refer(agency="moe", reason="لهم"), officer, days=1)
    for model in (Standing, StepTaken, Occurrence):
        model.objects.all().delete()
    act(case, SetPriority(priority="urgent", reason="مستعجل"), scene.actor("officer-moe"), days=2)
    found = Standing.objects.filter(case=case).order_by("number")
    assert [row.priority for row in found] == ["normal", "normal", "urgent"]


def test_events_of_before_they_named_a_calendar_are_reckoned_by_the_one_of_then(scene: Country) -> None:
    case = file_case(agency="moh")
    act(case, Decide(outcome="resolved", text="تم"), scene.actor("officer-moh"), days=2)
    event = CaseEvent.objects.get(case=case, verb="decided")
    assert event.data.pop("worked_by") == ["jordan", 1]
    assert Then().minutes(act_of(event), SUNDAY) == 2 * 1440


def test_a_month_with_known_answers_is_as_it_is_reported() -> None:
    scene: October = october()
    assert scene.cases
    assert differing(list(Case.objects.values_list("pk", flat=True)), Then()) == []
    assert_as_reported()


def test_a_rating_that_takes_another_place_is_taken_back(scene: Country) -> None:
    case = file_case(agency="moh")
    act(case, Decide(outcome="resolved", text="تم"), scene.actor("officer-moh"), days=1)
    act(case, Accept(), Actor.citizen(case.pk), days=1)
    for stars in (2, 5):
        act(case, Rate(stars=stars), Actor.citizen(case.pk), days=1)
    rated = Occurrence.objects.filter(case=case, verb="rated").order_by("pk")
    assert list(rated.values_list("stars", "weight")) == [(2, 1), (5, 1), (2, -1)]
