"""A calendar that is published re-dates what is open: once, with an event each, and nothing that rests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.now import now, standing_at
from portal.operations.jobs import STUDIES, do_job
from tests.scenes import CALENDAR, Country, country, file_case
from tests.workflows.cases.bending import taken_as_said
from tests.workflows.redating.decreed import MONDAY, THURSDAY, TUESDAY, done, drafted, redate, redated
from workflows.cases.actions import AskCitizen, Decide, Reply
from workflows.cases.actions.citizen import AnswerQuestion
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, EventVerb
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.jobs import services
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask, ask_anew, waiting
from workflows.outbox.models import OutboxEntry
from workflows.redating import studies
from workflows.versions.services import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        yield found
        assert list(inconsistencies()) == []


def test_a_holiday_decreed_for_the_next_working_day_redates_all_that_is_open(land: Country) -> None:
    cases = [file_case() for _number in range(40)]
    told = OutboxEntry.objects.count()
    job = redate()
    assert (job.done, job.total, job.found) == (40, 40, {"later": 40})
    assert set(Case.objects.values_list("due", flat=True)) == {TUESDAY}
    assert {work.due for case in cases for work in case.works.all()} == {TUESDAY}
    event = cases[0].events.latest("number")
    assert (event.verb, event.actor_kind) == (EventVerb.REDATED, "clock")
    [said] = event.data["redated"]
    assert [datetime.fromisoformat(said[name]) for name in ("was", "due")] == [MONDAY, TUESDAY]
    assert (said["was_by"]["calendar"], said["by"]["calendar"]) == (["jordan", 1], ["jordan", 2])
    assert OutboxEntry.objects.count() == told


def test_what_it_would_change_is_looked_at_in_as_many_statements_for_many_as_for_few(land: Country) -> None:
    version, asked = drafted(), []
    for _round in range(3):  # the first parses what the others know
        for _number in range(10):
            file_case()
        job = ask(JobKind.EFFECT, version, actor=Actor.operator)
        ask_anew(job, actor=Actor.operator)
        with CaptureQueriesContext(connection) as queries:
            done(job)
        asked.append(len(queries))
    assert (job.done, asked[1]) == (30, asked[2])


def test_done_twice_it_changes_nothing(land: Country) -> None:
    file_case()
    job = redate()
    ask_anew(job, actor=Actor.operator)
    done(job)
    assert (redated(), job.found) == (1, {"unchanged": 1})


def test_what_rests_keeps_what_is_left_and_the_question_gets_its_date(land: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    job = redate()
    assert job.found == {"later": 1}
    rests = Deadline.objects.get(case=case, kind=DeadlineKind.ESCALATE)
    assert (rests.due, rests.left) == (None, timedelta(days=2))
    assert case.works.get().due is None
    with standing_at(THURSDAY + timedelta(hours=1)):
        apply(case.pk, AnswerQuestion(text="أمس."), actor=Actor.citizen(case.pk))
        assert case.works.get().due == TUESDAY + timedelta(hours=1)


def test_a_count_that_resumed_is_reckoned_from_where_it_resumed(land: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    with standing_at(THURSDAY + timedelta(hours=1)):
        apply(case.pk, AnswerQuestion(text="أمس."), actor=Actor.citizen(case.pk))
        redate()
    assert case.works.get().due == TUESDAY + timedelta(hours=1)


def test_the_citizens_days_to_object_follow_too(land: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    before = Case.objects.get(pk=case.pk).due
    redate()
    after = Case.objects.get(pk=case.pk).due
    assert before is not None
    assert after == before + timedelta(days=3)  # Thursday, then the weekend


@pytest.mark.parametrize(("earlier", "due"), [(False, MONDAY), (True, MONDAY - timedelta(days=2))])
def test_what_was_promised_comes_earlier_only_where_that_was_chosen(
    land: Country, earlier: bool, due: datetime
) -> None:
    case = file_case()
    job = redate(CALENDAR | {"weekend": []}, earlier=earlier)
    assert job.found == {"earlier": 1}
    assert Case.objects.get(pk=case.pk).due == due
    assert redated() == int(earlier)


def test_a_date_that_has_passed_by_then_is_due_and_goes_up_with_the_next_pass(land: Country) -> None:
    case = file_case()
    with standing_at(THURSDAY + timedelta(days=3)):
        redate(CALENDAR | {"weekend": []}, earlier=True)
        assert Case.objects.get(pk=case.pk).due == THURSDAY + timedelta(days=3), "not on a day that has passed"
        assert sweep_clock().escalated == 1
    assert case.works.get().level == 1


def test_what_went_up_too_early_stays_up_and_is_excused_once(land: Country) -> None:
    case = file_case()
    with standing_at(MONDAY):
        sweep_clock()
        job = redate()
        assert job.found == {"unchanged": 1, "excused": 1}
        assert case.works.get().level == 1
        event = case.events.latest("number")
        assert event.verb == EventVerb.EXCUSED
        assert event.data["excused"] == [case.events.get(verb=EventVerb.ESCALATED).number]
        ask_anew(job, actor=Actor.operator)
        assert "excused" not in done(job).found


def test_what_went_up_late_enough_is_not_excused(land: Country) -> None:
    case = file_case()
    with standing_at(TUESDAY):
        sweep_clock()
        assert case.works.get().level == 1
        assert "excused" not in redate().found


def test_only_those_that_work_by_it_and_a_bodys_first_calendar_reaches_its_own(land: Country) -> None:
    mine, others = file_case(), file_case(agency="moe")
    assert redate(key="moh").found == {"later": 1}
    assert [Case.objects.get(pk=case.pk).due for case in (mine, others)] == [TUESDAY, MONDAY]
    assert redate().found == {"later": 1}
    assert Case.objects.get(pk=mine.pk).due == TUESDAY
    assert redated() == 2


def test_interrupted_it_goes_on_where_it_was(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studies.Redating, "size", 2)
    for _number in range(5):
        file_case()
    version = publish(drafted().pk, actor=Actor.operator)
    job = ask(JobKind.REDATE, version, actor=Actor.operator)
    assert services.do(job.pk, STUDIES, patience=0)
    job.refresh_from_db()
    assert (job.done, job.total, redated()) == (2, 5, 2)
    Job.objects.update(taken_at=now() - timedelta(minutes=1))  # killed: it is still theirs for a while
    assert waiting() == []
    Job.objects.update(taken_at=now() - timedelta(minutes=3))
    assert waiting() == [job.pk]
    done(job)
    assert (job.done, redated(), job.found) == (5, 5, {"later": 5})


def test_a_case_that_fails_alone_is_named_and_holds_up_no_other(land: Country) -> None:
    cases = [file_case() for _number in range(3)]
    Deadline.objects.filter(case=cases[1]).update(data={"calendar": ["jordan", 9]})
    taken_as_said(cases[1])
    job = redate()
    assert job.found == {"later": 2, "failures": 1, "failed": [cases[1].pk]}
    assert redated() == 2


def test_whoever_lost_the_job_writes_nothing(land: Country) -> None:
    file_case()
    version = publish(drafted().pk, actor=Actor.operator)
    job = ask(JobKind.REDATE, version, actor=Actor.operator)
    real = studies.Redating.part

    def taken_meanwhile(self: studies.Redating, *given: Any) -> None:
        real(self, *given)
        Job.objects.update(taken_at=now() + timedelta(minutes=1))

    with patch.object(studies.Redating, "part", taken_meanwhile):
        assert not services.do(job.pk, STUDIES, patience=9)
    assert redated() == 0


def test_a_version_that_is_not_in_force_any_more_redates_nothing(land: Country) -> None:
    file_case()
    version = publish(drafted().pk, actor=Actor.operator)
    job = ask(JobKind.REDATE, version, actor=Actor.operator)
    publish(drafted(CALENDAR).pk, actor=Actor.operator)
    do_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.found, redated()) == (JobState.FAILED, {"why": "not in force"}, 0)


def test_what_a_draft_would_change_is_told_and_nothing_is_changed(land: Country) -> None:
    case = file_case()
    file_case(kind="integrity")
    job = done(ask(JobKind.EFFECT, drafted(), actor=Actor.operator))
    moh = str(land.agencies["moh"].pk)
    assert (job.found["later"], job.found["agencies"]) == (1, {moh: {"later": 1}})
    assert job.found["not_tried"] == 0
    [row] = job.found["cases"]
    assert (row["case"], row["tracking"], row["what"]) == (case.pk, case.tracking, "later")
    assert Case.objects.get(pk=case.pk).due == MONDAY
    assert redated() == 0


def test_a_reply_after_it_counts_as_always(land: Country) -> None:
    case = file_case()
    redate()
    apply(case.pk, Reply(text="نعمل عليه."), actor=land.actor("officer-moh"))
    assert case.works.get().due == TUESDAY


@pytest.mark.large
def test_four_hundred(land: Country) -> None:
    for _number in range(400):
        file_case()
    job = redate()
    assert (job.done, job.found, redated()) == (400, {"later": 400}, 400)
