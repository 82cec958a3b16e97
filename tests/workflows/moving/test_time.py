"""What becomes of dates, ladders and of who has it when a case is moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db.models import QuerySet

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.clock.november import ladder
from tests.workflows.moving.plans_made import (
    carried_out,
    counts,
    dates,
    moves_of,
    planned,
    publish_changed,
    stands,
    taken_back,
)
from tests.workflows.trial.past_lives import decide, steps, works
from workflows.cases.actions import AnswerQuestion, AskCitizen
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, EventVerb, Work
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
SUNDAY, MONDAY, TUESDAY = (datetime(2026, 11, day, 8, tzinfo=UTC) for day in (1, 2, 3))
HANDLE = '[["","handle"]]'


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def work_of(case: Case) -> Work:
    return Work.objects.get(case=case, done_at=None)


def test_the_time_that_is_left_stays_unless_it_is_to_begin_anew(land: Country) -> None:
    with standing_at(SUNDAY):
        kept, waits = file_case(agency="moh"), file_case(agency="moh")
        decide(waits)
        source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    before = {case.pk: dates(case) for case in (kept, waits)}
    with standing_at(MONDAY):
        carried_out(planned(source, positions={'[["","confirm"]]': "also"}, anew=["confirm"]))
    assert dates(kept) == before[kept.pk]
    assert dates(waits) != before[waits.pk]
    case = Case.objects.get(pk=waits.pk)
    assert case.due == work_of(waits).due
    assert (case.due or SUNDAY) > datetime(2026, 11, 25, tzinfo=UTC)
    last = case.events.order_by("-number").first()
    assert last is not None
    assert (last.verb, last.data["due"]) == (EventVerb.REDATED, case.due and case.due.isoformat())
    assert not kept.events.filter(verb=EventVerb.REDATED).exists()


def test_a_count_that_begins_anew_goes_up_by_its_new_date(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(agency="moh")
        source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    with standing_at(TUESDAY):
        carried_out(planned(source, anew=["handle"]))
        assert sweep_clock().escalated == 0
    with standing_at(datetime(2026, 11, 6, tzinfo=UTC)):
        assert sweep_clock().escalated == 1
    assert work_of(case).level == 1


def test_a_ladder_that_is_new_begins_and_one_that_is_gone_ends(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(agency="moh")
        source = publish_changed(lambda raw: steps(raw)["handle"].update(ladder=""))
        plan = planned(source)
        carried_out(plan)
    assert (work_of(case).ladder, work_of(case).due) == ("", None)
    with standing_at(MONDAY):
        taken_back(plan)
    assert work_of(case).ladder == "default"
    assert work_of(case).due is not None
    with standing_at(datetime(2026, 11, 5, tzinfo=UTC)):
        assert sweep_clock().escalated == 1


def test_another_ladder_counts_from_the_next_rung_on_and_the_date_that_was_told_stays(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(agency="moh")
        before = work_of(case).due
        source = publish_changed(lambda raw: steps(raw)["handle"].update(ladder="sensitive"))
        carried_out(planned(source))
    assert (work_of(case).ladder, work_of(case).due) == ("sensitive", before)


def test_a_question_rests_the_count_through_a_move(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(agency="moh")
        apply(case.pk, AskCitizen(text="متى؟"), actor=works(case))
        source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    with standing_at(MONDAY):
        assert counts(carried_out(planned(source, anew=["handle"]))) == {"handle": {"moves": 1}}
        assert Case.objects.get(pk=case.pk).status == "waiting"
        apply(case.pk, AnswerQuestion(text="أمس"), actor=Actor.citizen(case.pk))
    assert (work_of(case).paused_at, work_of(case).due is None) == (None, False)


def asked(ladder: str) -> Case:
    """A case whose citizen is asked, at handling by this ladder; it was filed on Sunday."""
    publish_changed(lambda raw: steps(raw)["handle"].update(ladder=ladder))
    case = file_case(agency="moh")
    apply(case.pk, AskCitizen(text="متى؟"), actor=works(case))
    return case


def test_a_question_rests_a_ladder_that_is_new(land: Country) -> None:
    with standing_at(SUNDAY):
        case = asked("")
        carried_out(planned(publish_changed(lambda raw: steps(raw)["handle"].update(ladder="default"))))
    work = work_of(case)
    assert (work.ladder, work.paused_at, work.due) == ("default", SUNDAY, None)
    open_ones = Deadline.objects.filter(work=work, done=None).exclude(kind="warn").order_by("kind")
    assert [(each.kind, each.due is None) for each in open_ones] == [("escalate", True), ("resume", False)]
    with standing_at(datetime(2026, 11, 6, tzinfo=UTC)):
        assert sweep_clock().escalated == 0
        apply(case.pk, AnswerQuestion(text="أمس"), actor=Actor.citizen(case.pk))
    assert (work_of(case).paused_at, work_of(case).due is None) == (None, False)


def test_a_question_goes_on_where_the_ladder_is_gone(land: Country) -> None:
    with standing_at(SUNDAY):
        case = asked("default")
        carried_out(planned(publish_changed(lambda raw: steps(raw)["handle"].update(ladder=""))))
    work = work_of(case)
    assert (work.ladder, work.question_open, work.paused_at) == ("", True, SUNDAY)
    assert [each.kind for each in Deadline.objects.filter(work=work, done=None)] == ["resume"]
    assert Case.objects.get(pk=case.pk).status == "waiting"
    with standing_at(datetime(2026, 11, 20, tzinfo=UTC)):
        sweep_clock()
    assert (work_of(case).paused_at, Case.objects.get(pk=case.pk).status) == (None, "in_progress")


@pytest.mark.parametrize(("before", "after"), [("", "default"), ("default", "")])
def test_a_question_that_waits_through_a_move_stays_one_question(land: Country, before: str, after: str) -> None:
    """Its day stays the one that the citizen was told, and the limit of questions counts it once."""
    limit = {"most": 2, "rests": {"amount": 9, "unit": "working_days"}}
    publish_one("ladder", "default", ladder(asking=limit))
    with standing_at(SUNDAY):
        case = asked(before)
        told = Deadline.objects.get(case=case, kind="resume").due
    with standing_at(MONDAY):
        plan = planned(publish_changed(lambda raw: steps(raw)["handle"].update(ladder=after)))
        carried_out(plan)
        assert Deadline.objects.get(case=case, kind="resume").due == told
        if before:
            taken_back(plan)
        apply(case.pk, AnswerQuestion(text="أمس"), actor=Actor.citizen(case.pk))
        apply(case.pk, AskCitizen(text="أين؟"), actor=works(case))
        apply(case.pk, AnswerQuestion(text="هنا"), actor=Actor.citizen(case.pk))
        with pytest.raises(NotPossible, match="سُئل صاحب الطلب مرتين"):
            apply(case.pk, AskCitizen(text="متى؟"), actor=works(case))
    assert Deadline.objects.filter(case=case, kind="resume").count() == 2


def test_where_somebody_else_acts_it_goes_there_and_both_are_told(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(agency=None, subject="س", text="ص")
        before = work_of(case).due
        source = publish_changed(lambda raw: steps(raw)["triage"].update(performer={"agency": "moe", "level": 1}))
        OutboxEntry.objects.all().delete()
        plan = planned(source)
        carried_out(plan)
    work = work_of(case)
    assert (work.agency.code, work.level, work.holder_id) == ("moe", 1, land.people["level1-moe"].pk)
    assert work.due == before
    told = set(about_cases().values_list("topic", "audience", "user_id"))
    assert told == {("arrived", "staff", land.people["level1-moe"].pk), ("referred", "citizen", None)}
    assert moves_of(case)[0].agency.code == "moe"
    taken_back(plan)
    assert (work_of(case).agency.code, stands(case)) == ("central", {("", "triage")})


def about_cases() -> QuerySet[OutboxEntry]:
    """All that is told, but to the owners that their plan is carried out."""
    return OutboxEntry.objects.exclude(topic="job_done")


def test_a_case_of_which_nothing_changes_writes_to_nobody(land: Country) -> None:
    file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    before = about_cases().count()
    carried_out(planned(source))
    assert about_cases().count() == before
