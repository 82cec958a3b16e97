"""A ladder that is published re-dates as if it had counted since the count began, where its owner chose so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import LADDER, Country, country, file_case
from tests.workflows.redating.decreed import AMMAN, MONDAY, THURSDAY, TUESDAY, done, redate, redated
from workflows.cases.actions import AskCitizen
from workflows.cases.actions.citizen import AnswerQuestion
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, EventVerb
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.definition import newest
from workflows.jobs.models import Job, JobKind
from workflows.jobs.services import ask, ask_anew
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 8, 10, 20, tzinfo=AMMAN)


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        yield found
        assert list(inconsistencies()) == []


def rungs(*days: int, **more: Any) -> dict[str, Any]:
    ladder = LADDER | {"rungs": [{"level": level, "after_days": each} for level, each in enumerate(days, 1)]}
    return {**newest(ladder), **more}


def by_ladder(definition: dict[str, Any], *, key: str = "default", earlier: bool = False) -> Job:
    version = draft(subject="ladder", key=key, definition=definition, actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    version.refresh_from_db()
    return done(ask(JobKind.REDATE, version, actor=Actor.operator, choices={"earlier": earlier}))


def test_a_longer_one_makes_it_later_and_twice_is_once(land: Country) -> None:
    case = file_case()
    job = by_ladder(rungs(3, 2))
    assert job.found == {"later": 1}
    assert Case.objects.get(pk=case.pk).due == TUESDAY
    event = case.events.latest("number")
    assert (event.verb, event.data["redated"][0]["by"]["ladder"]) == (EventVerb.REDATED, ["default", 2])
    ask_anew(job, actor=Actor.operator)
    assert done(job).found == {"unchanged": 1}
    assert redated() == 1


def test_a_shorter_one_brings_it_forward_only_where_that_was_chosen(land: Country) -> None:
    case = file_case()
    assert by_ladder(rungs(1, 3)).found == {"earlier": 1}
    assert Case.objects.get(pk=case.pk).due == MONDAY
    assert by_ladder(rungs(1, 4), earlier=True).found == {"earlier": 1}
    assert Case.objects.get(pk=case.pk).due == SUNDAY


def test_what_would_be_over_already_is_due_at_once_and_twice_is_once(land: Country) -> None:
    case = file_case()
    with standing_at(SUNDAY + timedelta(hours=3)):
        job = by_ladder(rungs(1, 3), earlier=True)
        assert Case.objects.get(pk=case.pk).due == SUNDAY + timedelta(hours=3)
        ask_anew(job, actor=Actor.operator)
        assert done(job).found == {"unchanged": 1}
        assert sweep_clock().escalated == 1


def test_a_count_that_a_question_has_rested_keeps_what_it_had_left(land: Country) -> None:
    case, rests = file_case(), file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    apply(rests.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    apply(case.pk, AnswerQuestion(text="أمس."), actor=Actor.citizen(case.pk))
    assert by_ladder(rungs(9, 2)).found == {}
    assert Case.objects.get(pk=case.pk).due == MONDAY


def test_where_the_next_rung_is_gone_the_unit_is_told_instead(land: Country) -> None:
    case = file_case()
    with standing_at(MONDAY):
        sweep_clock()
        job = by_ladder(rungs(2))
        count = Deadline.objects.get(case=case, done__isnull=True)
        assert (count.kind, count.level, job.found) == (DeadlineKind.REMIND, 1, {"unchanged": 1})
        ask_anew(job, actor=Actor.operator)
        done(job)
        assert redated() == 1


def test_one_that_is_more_specific_takes_over_what_it_is_for(land: Country) -> None:
    mine, others = file_case(), file_case(agency="moe")
    assert by_ladder(rungs(3, 2, applies={"bodies": ["moh"]}), key="ours").found == {"later": 1}
    assert [Case.objects.get(pk=case.pk).due for case in (mine, others)] == [TUESDAY, MONDAY]
    assert mine.works.get().ladder == "ours"


def test_warnings_follow_the_count_by_ladder_and_by_calendar(land: Country) -> None:
    definition = rungs(2, 2)
    warning = {"before": {"amount": 1, "unit": "working_days"}, "tells": ["holder"]}
    definition["rungs"][0]["warning"] = warning
    by_ladder(definition)
    case = file_case()
    warned = Deadline.objects.filter(case=case, kind=DeadlineKind.WARN, done__isnull=True)
    assert warned.get().due == SUNDAY
    redate()
    assert warned.get().due == MONDAY
    longer = rungs(4, 2)
    longer["rungs"][0]["warning"] = warning
    by_ladder(longer)
    assert Case.objects.get(pk=case.pk).due == TUESDAY + timedelta(days=2)
    assert warned.get().due == TUESDAY + timedelta(days=1)


def test_a_ladder_excuses_nobody(land: Country) -> None:
    case = file_case()
    with standing_at(MONDAY):
        sweep_clock()
        assert "excused" not in by_ladder(rungs(9, 2)).found
        assert case.works.get().level == 1
