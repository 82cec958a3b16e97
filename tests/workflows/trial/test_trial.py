"""A draft is tried on the past: the past must come out as it was, then the draft says what it would have done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.jobs import do_job
from tests.scenes import CALENDAR, LADDER, Country, country, file_case, publish_one
from tests.workflows.moving.plans_made import carried_out, planned, publish_changed, renaming
from workflows.calendars.definition import newest as newest_calendar
from workflows.cases.actions import AskCitizen, Decide, Escalate, Refer, Reply
from workflows.cases.actions.citizen import AnswerQuestion
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb, Work
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline
from workflows.escalation.definition import newest as newest_ladder
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask
from workflows.versions.models import Version
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")
SUNDAY = datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)
DAY = timedelta(days=1)
QUICKER: dict[str, Any] = LADDER | {"rungs": [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 3}]}
SLOWER: dict[str, Any] = LADDER | {"rungs": [{"level": 1, "after_days": 9}, {"level": 2, "after_days": 2}]}


@pytest.fixture
def land() -> Country:
    return country()


def pass_by(days: float) -> None:
    """The clock passes each minute; here at the moments at which something is due."""
    end = SUNDAY + days * DAY
    while True:
        due = (
            Deadline.objects.filter(done__isnull=True, due__lte=end)
            .order_by("due")
            .values_list("due", flat=True)
            .first()
        )
        if due is None:
            return
        with standing_at(due):
            sweep_clock()


def tried(ladder: dict[str, Any] | None = None, *, calendar: dict[str, Any] | None = None, after: float = 20) -> Job:
    subject, key = ("ladder", "default") if ladder else ("calendar", "jordan")
    definition = newest_ladder(ladder) if ladder else newest_calendar(calendar or CALENDAR)
    with standing_at(SUNDAY + after * DAY):
        version = draft(subject=subject, key=key, definition=definition, actor=Actor.operator)
        job = ask(JobKind.TRIAL, version, actor=Actor.operator)
        do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    return job


def filed(**given: Any) -> Case:
    with standing_at(SUNDAY):
        return file_case(**given)


def at(days: float, case: Case, act: Any, who: Actor) -> None:
    pass_by(days)
    with standing_at(SUNDAY + days * DAY):
        apply(case.pk, act, actor=who)


def numbers(job: Job) -> tuple[int, ...]:
    """Works that came out as they were, and those that did not; how often one went up, and would have."""
    return tuple(job.found.get(name, 0) for name in ("works", "differing", "did", "would"))


def test_the_same_ladder_does_what_was_done(land: Country) -> None:
    filed()
    pass_by(10)
    job = tried(LADDER)
    assert numbers(job) == (1, 0, 2, 2)
    assert (job.found["same"], job.found["trusted"]) == (2, True)
    assert job.found.get("cases", []) == []


def test_a_quicker_ladder_lifts_what_was_answered_in_time(land: Country) -> None:
    case = filed()
    at(1.5, case, Decide(outcome="resolved", text="تم"), land.actor("officer-moh"))
    job = tried(QUICKER)
    assert numbers(job) == (1, 0, 0, 1)
    [row] = job.found["cases"]
    assert (row["case"], row["what"], row["level"], row["did"]) == (case.pk, "newly", 1, None)
    assert datetime.fromisoformat(row["would"]) == SUNDAY + DAY
    assert job.found["rows"] == {f"{land.agencies['moh'].pk}:1": {"would": 1}}
    assert job.found["tracking"] == {str(case.pk): case.tracking}
    assert not CaseEvent.objects.filter(verb=EventVerb.ESCALATED).exists()


def test_a_slower_one_would_not_have_lifted_what_went_up(land: Country) -> None:
    case = filed()
    at(3, case, Decide(outcome="resolved", text="تم"), land.actor("level1-moh"))
    job = tried(SLOWER)
    assert numbers(job) == (1, 0, 1, 0)
    assert [row["what"] for row in job.found["cases"]] == ["no_longer"]


def test_what_was_done_before_its_step_was_renamed_is_its_own(land: Country) -> None:
    case = filed()
    at(1, case, Reply(text="نعمل عليه."), land.actor("officer-moh"))
    pass_by(5)
    before = CaseEvent.objects.filter(case=case, verb=EventVerb.ESCALATED).count()
    with standing_at(SUNDAY + 5 * DAY):
        plan = planned(publish_changed(renaming({"handle": "work"})), pairs={"handle": "work"})
        carried_out(plan)
    pass_by(10)
    job = tried(LADDER)
    assert (before, numbers(job)) == (1, (1, 0, 2, 2))


def test_a_holiday_in_a_draft_calendar_moves_it(land: Country) -> None:
    case = filed()
    at(3, case, Decide(outcome="resolved", text="تم"), land.actor("level1-moh"))
    holiday = [{"date": "2026-11-02", "name": {"ar": "عطلة", "en": "Off"}, "state": "confirmed", "circular": "1"}]
    job = tried(calendar=CALENDAR | {"days_off": holiday})
    assert numbers(job) == (1, 0, 1, 0)
    assert numbers(tried(calendar=CALENDAR)) == (1, 0, 1, 1)


def test_acts_questions_and_answers_come_when_they_came(land: Country) -> None:
    officer = land.actor("officer-moh")
    case, asked, slow = filed(), filed(), filed()
    at(1, case, Reply(text="نعمل عليه."), officer)
    at(1, asked, AskCitizen(text="متى؟"), officer)
    at(1, slow, AskCitizen(text="أين؟"), officer)
    at(2, asked, AnswerQuestion(text="أمس."), Actor.citizen(asked.pk))
    at(2.5, case, Escalate(), officer)
    pass_by(15)
    job = tried(LADDER)
    works, differing, did, would = numbers(job)
    assert (works, differing) == (3, 0)
    assert did == would == CaseEvent.objects.filter(verb=EventVerb.ESCALATED, actor_kind="clock").count()
    assert did


def limited(days: int, **changes: Any) -> dict[str, Any]:
    """The scene's ladder, by which a citizen is asked twice at most, for so many working days in all."""
    asking = {"most": 2, "rests": {"amount": days, "unit": "working_days"}}
    return {**newest_ladder(LADDER), "asking": asking, **changes}


@pytest.mark.parametrize("ends", ["moment", "day_end"])
@pytest.mark.parametrize("days", [3, 6, 8])
def test_a_trial_spends_the_days_of_asking_as_the_clock_does(land: Country, ends: str, days: int) -> None:
    publish_one("ladder", "default", limited(days, ends=ends))
    officer = land.actor("officer-moh")
    silent, quick, twice = filed(), filed(), filed()
    for case in (silent, quick, twice):
        at(1, case, AskCitizen(text="متى؟"), officer)
    at(2.2, quick, AnswerQuestion(text="أمس."), Actor.citizen(quick.pk))
    at(3, quick, AskCitizen(text="أين؟"), officer)
    at(8.7, twice, AskCitizen(text="متى؟"), Actor.staff(Work.objects.get(case=twice, done_at=None).holder_id or 0))
    pass_by(30)
    job = tried(limited(days, ends=ends), after=31)
    works, differing, did, would = numbers(job)
    assert (works, differing) == (3, 0)
    assert did == would == CaseEvent.objects.filter(verb=EventVerb.ESCALATED, actor_kind="clock").count()
    without = tried(newest_ladder(LADDER) | {"ends": ends}, after=31)
    later = [row for row in without.found.get("cases", []) if row["case"] == silent.pk]
    assert bool(later) == (days == 3), "one question alone may pause for five days"
    assert all(row["would"] > row["did"] for row in later)


def test_a_question_that_the_draft_would_have_refused_pauses_nothing(land: Country) -> None:
    case, officer = filed(), land.actor("officer-moh")
    for day in (0.5, 1, 1.5):
        at(day, case, AskCitizen(text="متى؟"), officer)
        at(day + 0.1, case, AnswerQuestion(text="أمس."), Actor.citizen(case.pk))
    at(2, case, AskCitizen(text="متى؟"), officer)
    at(4, case, Decide(outcome="resolved", text="تم"), officer)
    job = tried(limited(9))
    assert numbers(job) == (1, 0, 0, 1)


def test_questions_of_another_agency_of_the_request_spend_the_same_days(land: Country) -> None:
    publish_one("ladder", "default", limited(3))
    case = filed()
    at(0.5, case, AskCitizen(text="متى؟"), land.actor("officer-moh"))
    at(3, case, AnswerQuestion(text="أمس."), Actor.citizen(case.pk))
    at(3.1, case, Refer(agency="moe", reason="لهم"), land.actor("officer-moh"))
    at(3.2, case, AskCitizen(text="أين؟"), land.actor("officer-moe"))
    pass_by(20)
    assert numbers(tried(limited(3)))[:2] == (2, 0)
    assert tried(limited(3)).found["same"] == CaseEvent.objects.filter(verb=EventVerb.ESCALATED).count()


def test_what_a_late_pass_found_still_comes_out_as_it_was(land: Country) -> None:
    filed()
    with standing_at(SUNDAY + 3 * DAY):
        sweep_clock()
    pass_by(12)
    assert numbers(tried(LADDER)) == (1, 0, 2, 2)


def test_rules_that_changed_meanwhile_are_those_of_then(land: Country) -> None:
    filed()
    pass_by(2)
    with standing_at(SUNDAY + 3 * DAY):
        publish_one("ladder", "default", newest_ladder(QUICKER))
        file_case()
    pass_by(12)
    assert numbers(tried(LADDER))[:2] == (2, 0)


def test_below_99_per_cent_it_is_not_to_be_trusted_and_names_examples(land: Country) -> None:
    cases = [filed() for _number in range(3)]
    pass_by(5)
    with standing_at(SUNDAY + 5 * DAY):
        # As a release that lifted too late would have left it: the count that went up was due sooner.
        Deadline.objects.filter(case=cases[0], kind="escalate", level=1).update(starts=SUNDAY - 7 * DAY)
    assert tried(LADDER).found["unknown"] == {"diary": 1}
    Deadline.objects.filter(case=cases[0], kind="escalate", level=1).update(starts=SUNDAY)
    count = Deadline.objects.get(case=cases[0], kind="escalate", level=1)
    Deadline.objects.filter(pk=count.pk).update(data=count.data | {"calendar": ["other", 1]})
    publish_one("calendar", "other", newest_calendar(CALENDAR | {"weekend": [0, 1]}))
    found = tried(LADDER).found
    assert (found["works"], found["differing"], found["trusted"]) == (3, 1, False)
    assert found["examples"] == [cases[0].pk]


def test_what_an_earlier_release_left_out_cannot_be_known(land: Country) -> None:
    case = filed()
    Deadline.objects.filter(case=case).update(data={"calendar": ["jordan", 1], "ladder": ["default", 1]})
    assert tried(LADDER).found["unknown"] == {"release": 1}


def test_hidden_requests_are_in_no_number(land: Country) -> None:
    with standing_at(SUNDAY):
        file_case(kind="integrity")
    pass_by(10)
    subject = draft(subject="ladder", key="sensitive", definition=newest_ladder(SLOWER), actor=Actor.operator)
    with standing_at(SUNDAY + 20 * DAY):
        job = ask(JobKind.TRIAL, subject, actor=Actor.operator)
        do_job(job.pk)
    job.refresh_from_db()
    assert job.found == {"not_tried": 0, "share": 100.0, "trusted": True, "tracking": {}}


def test_older_cases_and_other_ladders_are_left_out(land: Country) -> None:
    filed()
    pass_by(10)
    assert numbers(tried(LADDER, after=120)) == (0, 0, 0, 0)
    assert Version.objects.filter(subject="ladder", key="default").count() == 2


def test_a_reply_counts_as_the_draft_says(land: Country) -> None:
    case = filed()
    at(1, case, Reply(text="نعمل عليه."), land.actor("officer-moh"))
    at(2.5, case, Decide(outcome="resolved", text="تم"), land.actor("officer-moh"))
    assert numbers(tried(newest_ladder(LADDER) | {"acts": {"reply": "always"}})) == (1, 0, 0, 0)
    assert numbers(tried(newest_ladder(LADDER) | {"acts": {"reply": "never"}})) == (1, 0, 0, 1)


def test_one_that_is_more_specific_is_tried_on_what_it_would_be_for(land: Country) -> None:
    case = filed()
    at(1.5, case, Decide(outcome="resolved", text="تم"), land.actor("officer-moh"))
    filed(agency="moe")
    definition = newest_ladder(QUICKER) | {"applies": {"bodies": ["moh"]}}
    with standing_at(SUNDAY + 1.8 * DAY):
        version = draft(subject="ladder", key="ours", definition=definition, actor=Actor.operator)
        job = ask(JobKind.TRIAL, version, actor=Actor.operator)
        do_job(job.pk)
    job.refresh_from_db()
    assert numbers(job) == (1, 0, 0, 1)


def test_where_a_count_goes_on_from_step_to_step_only_the_first_is_known(land: Country) -> None:
    case = filed()
    at(1, case, Decide(outcome="resolved", text="تم"), land.actor("officer-moh"))
    found = tried(newest_ladder(LADDER) | {"acts": {"decision": "goes_on", "reply": "always"}}).found
    assert found["works"] == 1
