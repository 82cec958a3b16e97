"""One act for many cases: each by itself through the door, what is refused named, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.now import now, standing_at
from portal.operations.jobs import STUDIES
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Reply
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, Work
from workflows.cases.selectors import inbox
from workflows.jobs.models import WORDS, Job, JobState
from workflows.jobs.services import do
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry
from workflows.together.orders import Doing, Order, ask_for, can_be_undone, job_of, note_at_once, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def order(land: Country, doing: Doing, cases: list[Case], who: str = "officer-moh", **said: Any) -> Job:
    works = {case.pk: case.works.order_by("pk")[0].pk for case in cases}
    return ask_for(Order(doing, works, said), actor=land.actor(who))


def done(job: Job) -> Job:
    while do(job.pk, STUDIES, patience=60):
        pass
    return Job.objects.get(pk=job.pk)


def taken_back(job: Job, land: Country, who: str = "officer-moh") -> Job:
    return done(undo(job, actor=land.actor(who)))


def test_one_answer_goes_to_each_citizen_by_itself(land: Country) -> None:
    cases = [file_case() for _each in range(3)]
    job = done(order(land, Doing.DECIDE, cases, outcome="resolved", text="عاد التيار."))
    assert (job.state, job.done, len(job.found["changed"]), job.found["refused"]) == (JobState.DONE, 3, 3, [])
    assert set(Case.objects.values_list("status", "outcome")) == {("answered", "resolved")}
    assert Message.objects.filter(kind="decision", text="عاد التيار.", public=True).count() == 3
    assert OutboxEntry.objects.filter(topic="decided", audience="citizen").count() == 3
    assert "عاد" not in str(job.choices)


def test_a_part_of_an_order_reads_where_its_cases_stand_once(land: Country) -> None:
    job = order(land, Doing.DECIDE, [file_case() for _each in range(5)], outcome="resolved", text="x")
    with CaptureQueriesContext(connection) as queries:
        assert len(done(job).found["changed"]) == 5
    asked = [
        each["sql"] for each in queries if each["sql"].startswith("SELECT") and 'FROM "viewflow_task"' in each["sql"]
    ]
    assert len(asked) == 1


def test_what_is_refused_leaves_the_others_alone_and_says_why_in_each_language(land: Country) -> None:
    fits, elsewhere, answered = file_case(), file_case(agency="moe"), file_case()
    praise = file_case(kind="praise")
    asked = order(land, Doing.DECIDE, [fits, elsewhere, answered, praise], outcome="resolved", text="x")
    done(order(land, Doing.DECIDE, [answered], outcome="explained", text="y"))
    job = done(asked)
    why = dict(job.found["refused"])
    assert list(job.found["changed"]) == [str(fits.pk)]
    assert set(why) == {elsewhere.pk, answered.pk, praise.pk}
    assert why[elsewhere.pk] == {}
    assert "no such outcome" in why[praise.pk]["en"]
    assert why[praise.pk]["ar"] != why[praise.pk]["en"]
    assert elsewhere.events.count() == praise.events.count() == 1


def test_whoever_has_lost_the_right_meanwhile_does_nothing(land: Country) -> None:
    job = order(land, Doing.NOTE, [file_case()], text="x")
    land.people["officer-moh"].is_active = False
    land.people["officer-moh"].save()
    assert done(job).found["changed"] == {}
    assert not Message.objects.filter(kind="note").exists()


def test_it_goes_on_where_it_stopped(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.together.study.Together.size", 2)
    job = order(land, Doing.NOTE, [file_case() for _each in range(5)], text="x")
    parts = 0
    while do(job.pk, STUDIES, patience=0):
        parts += 1
        assert Job.objects.get(pk=job.pk).done == Message.objects.filter(kind="note").count() == min(2 * parts, 5)
        assert Job.objects.get(pk=job.pk).choices[WORDS] == "x"
    assert (parts, Message.objects.filter(kind="note").count()) == (3, 5)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE


def test_what_was_written_goes_with_an_order_that_fails_too(land: Country) -> None:
    case = file_case()
    works = {case.pk: case.works.get().pk}
    nobodys = ask_for(Order(Doing.NOTE, works, {"text": "سرّ"}), actor=Actor.clock)
    job = done(nobodys)
    assert (job.state, job.found) == (JobState.FAILED, {"why": "nobody"})
    assert "سرّ" not in str(job.choices)


def test_a_form_that_comes_twice_orders_once_and_with_other_words_again(land: Country) -> None:
    case, actor = file_case(), land.actor("officer-moh")
    works = {case.pk: case.works.get().pk}
    once, again = (ask_for(Order(Doing.NOTE, works, {"text": "x"}), actor=actor, key="k") for _each in range(2))
    assert once == again
    others = ask_for(Order(Doing.NOTE, works, {"text": "x"}), actor=land.actor("level1-moh"), key="k")
    rewritten = ask_for(Order(Doing.NOTE, works, {"text": "y"}), actor=actor, key="k")
    assert len({once.pk, others.pk, rewritten.pk}) == 3
    for job in (once, again):
        done(job)
    for _each in range(2):
        assert note_at_once(works, "z", actor=actor, key="l") == 1
    assert list(Message.objects.filter(kind="note").order_by("pk").values_list("text", flat=True)) == ["x", "z"]
    assert not any("z" in str(job.choices) for job in Job.objects.all())


def test_ten_assignments_to_one_colleague_are_one_letter(land: Country, mailoutbox: list[Any]) -> None:
    colleague = land.people["staff-moh"]
    cases = [file_case() for _each in range(10)]
    deliver_waiting()
    mailoutbox.clear()
    job = done(order(land, Doing.ASSIGN, cases, user=colleague.pk))
    STUDIES[job.kind]().begin(job)
    deliver_waiting()
    assert [each.to for each in mailoutbox] == [[colleague.email]]
    assert "10" in mailoutbox[0].subject
    assert not any(case.tracking in str(mailoutbox[0].message()) for case in cases)


def test_an_assignment_is_undone_but_where_somebody_else_has_it_by_now(land: Country) -> None:
    one, other, third = (land.people[name].pk for name in ("staff-moh", "level1-moh", "level2-moh"))
    cases = [file_case() for _each in range(3)]
    done(order(land, Doing.ASSIGN, cases[:1], user=one))
    job = done(order(land, Doing.ASSIGN, cases, user=other))
    done(order(land, Doing.ASSIGN, cases[2:], user=third))
    back = taken_back(job, land)
    assert [each for each, _why in back.found["refused"]] == [cases[2].pk]
    assert [Work.objects.get(case=case).assignee_id for case in cases] == [one, None, third]
    assert not can_be_undone(Job.objects.get(pk=job.pk))
    with pytest.raises(NotPossible):
        undo(job, actor=land.actor("officer-moh"))


def test_a_referral_is_undone_as_if_it_had_not_been(land: Country) -> None:
    case = file_case()
    before = Work.objects.get(case=case)
    job = done(order(land, Doing.REFER, [case], agency="moe", text="هذا لغيرنا."))
    assert Case.objects.get(pk=case.pk).agency.code == "moe"
    with standing_at(now() + timedelta(minutes=5)):
        back = taken_back(job, land)
    assert list(back.found["changed"]) == [str(case.pk)]
    again = Work.objects.get(case=case, done_at=None)
    assert (again.agency.code, again.step, again.level, again.referrals) == ("moh", before.step, before.level, 0)
    assert again.holder_id == before.holder_id
    # What the count had left is left still: five minutes passed.
    assert before.due is not None
    assert again.due is not None
    assert timedelta(0) <= again.due - before.due <= timedelta(minutes=6)
    assert [each.case_id for each in inbox(land.actor("officer-moh"))] == [case.pk]
    assert not inbox(land.actor("officer-moe")).exists()
    last = CaseEvent.objects.filter(case=case).latest("number")
    assert (last.verb, last.data["undone"]) == ("taken_back", 2)


def test_a_referral_stays_once_somebody_acted_or_time_has_passed(land: Country) -> None:
    case, late = file_case(), file_case()
    job = done(order(land, Doing.REFER, [case, late], agency="moe", text="x"))
    work = Work.objects.get(case=case, done_at=None)
    apply(case.pk, Reply(text="y", work_id=work.pk), actor=land.actor("officer-moe"))
    back = taken_back(job, land)
    assert list(back.found["changed"]) == [str(late.pk)]
    assert Case.objects.get(pk=case.pk).agency.code == "moe"
    again = done(order(land, Doing.REFER, [file_case()], agency="moe", text="x"))
    with standing_at(now() + timedelta(minutes=11)), pytest.raises(NotPossible):
        undo(again, actor=land.actor("officer-moh"))


def test_nobody_else_takes_a_referral_back(land: Country) -> None:
    from workflows.cases.actions import TakeBack  # noqa: PLC0415  (the act itself, apart from orders)

    case = file_case()
    done(order(land, Doing.REFER, [case], agency="moe", text="x"))
    for stranger in ("staff-moh", "level1-moh", "officer-moe", "officer-central"):
        with pytest.raises(NotAllowed):
            apply(case.pk, TakeBack(), actor=land.actor(stranger))


def test_an_order_is_its_givers_alone(land: Country) -> None:
    job = order(land, Doing.NOTE, [file_case()], text="x")
    with pytest.raises(NotAllowed):
        job_of(job.digest, actor=land.actor("level1-moh"))
    assert job_of(job.digest, actor=land.actor("officer-moh")) == job


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_nothing_is_asked_for_without_words(land: Country, text: str) -> None:
    with pytest.raises(NotPossible):
        order(land, Doing.DECIDE, [file_case()], outcome="resolved", text=text)


def test_more_than_go_at_once_are_refused(land: Country) -> None:
    with pytest.raises(NotPossible):
        ask_for(Order(Doing.NOTE, dict.fromkeys(range(501), 1), {"text": "x"}), actor=land.actor("officer-moh"))
