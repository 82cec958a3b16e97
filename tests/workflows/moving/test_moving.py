"""Running cases go on by another version of their process: by a plan, by their position, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now
from portal.operations.jobs import STUDIES, do_job
from tests.scenes import Country, country, file_case
from tests.workflows.moving.plans_made import (
    carried_out,
    counts,
    dates,
    done,
    looked,
    moves_of,
    owners,
    planned,
    publish_changed,
    renaming,
    stands,
    version_of,
)
from tests.workflows.trial.past_lives import complaint, decide, lives, review, steps, tried, works
from workflows.cases.actions import Accept, Concerned, Reopen, Reply, SetParties, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.jobs.models import LEASE, Job, JobState
from workflows.jobs.services import do
from workflows.moving import plans
from workflows.moving.studies import Moving
from workflows.versions.errors import ChangedMeanwhile, NothingThere, NotInForce, SecondPersonNeeded
from workflows.versions.selectors import published
from workflows.versions.services import republish

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def test_cases_move_by_position_where_what_was_decided_leads_there(land: Country) -> None:
    cases = lives()
    before = {case.pk: dates(case) for case in cases}
    source = publish_changed(review)
    assert {version_of(case) for case in cases} == {source.number}
    plan = planned(source)
    found = looked(plan)
    # Two were answered and objected to: led through it anew they wait for the lawyers.
    roads = {"confirm": {"road": 2}, "objection": {"road": 1}, "second_view": {"road": 1}}
    assert counts(found) == {"handle": {"moves": 2}, **roads}
    events = CaseEvent.objects.count()
    moved = carried_out(plan)
    assert counts(moved) == counts(found)
    assert CaseEvent.objects.count() == events + 2
    on_new = [case for case in cases if version_of(case) != source.number]
    for case in on_new:
        assert stands(case) == {("", "handle")}
        [event] = moves_of(case)
        assert (event.data["plan"], event.actor_kind, event.status) == (plan.pk, "clock", "in_progress")
        assert dates(case) == before[case.pk]
    decide(on_new[0])
    assert stands(on_new[0]) == {("", "legal")}


def test_an_owner_moves_a_position_on_their_word_or_leaves_all_of_it(land: Country) -> None:
    cases = lives()
    source = publish_changed(review)
    confirm, handle = '[["","confirm"]]', '[["","handle"]]'
    plan = planned(source, positions={confirm: "also", handle: "stay"})
    objected = {"objection": {"road": 1}, "second_view": {"road": 1}}
    assert counts(carried_out(plan)) == {"handle": {"stays": 2}, "confirm": {"moves": 2}, **objected}
    waiting = [case for case in cases if version_of(case) != source.number]
    assert [stands(case) for case in waiting] == [{("", "confirm")}] * 2
    apply(waiting[0].pk, Reopen(reason="لا"), actor=Actor.citizen(waiting[0].pk))
    assert stands(waiting[0]) == {("", "objection")}


def test_a_step_that_is_called_otherwise_is_never_guessed(land: Country) -> None:
    case = file_case(agency="moh")
    source = publish_changed(renaming({"handle": "work"}))
    plan = planned(source)
    assert counts(looked(plan)) == {"handle": {"step": 1}}
    with pytest.raises(NothingThere):
        plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=owners()[1])
    plan = planned(source, pairs={"handle": "work"})
    assert counts(carried_out(plan)) == {"handle": {"moves": 1}}
    assert stands(case) == {("", "work")}
    assert moves_of(case)[0].data["tokens"] == [["", "handle", "", "work"]]
    decide(case)
    assert stands(case) == {("", "confirm")}


def test_a_task_does_not_become_a_wait(land: Country) -> None:
    file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["handle"].update(name={"ar": "معالجة", "en": "Work"}))
    assert counts(looked(planned(source, pairs={"handle": "confirm"}))) == {"handle": {"step": 1}}


def test_what_was_acted_on_since_the_look_stays_and_is_named(land: Country) -> None:
    still, decided, closed, written = (file_case(agency="moh") for _number in range(4))
    decide(closed)
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    plan = planned(source)
    assert counts(looked(plan)) == {"handle": {"moves": 3}, "confirm": {"moves": 1}}
    decide(decided)
    apply(closed.pk, Accept(), actor=Actor.citizen(closed.pk))
    apply(written.pk, Reply(text="نعمل عليها"), actor=works(written))
    found = done(plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=owners()[1]))
    assert counts(found) == {"handle": {"moves": 2}, "confirm": {"acted": 1}}
    assert found["positions"]['[["","confirm"]]']["acted"]["cases"] == [decided.pk]
    assert found["closed"]["closed"]["cases"] == [closed.pk]
    assert [version_of(case) for case in (still, decided, closed, written)] == [
        source.number + 1,
        source.number,
        source.number,
        source.number + 1,
    ]


def test_a_plan_is_taken_back_but_for_what_somebody_acted_on(land: Country) -> None:
    kept, worked, over = (file_case(agency="moh") for _number in range(3))
    before = dates(kept)
    source = publish_changed(renaming({"handle": "work"}))
    plan = planned(source, pairs={"handle": "work"})
    carried_out(plan)
    apply(worked.pk, Reply(text="نعمل عليها"), actor=works(worked))
    born_there, closed_there = file_case(agency="moh"), file_case(agency="moh")
    back = plans.begin_to_take_back(plan.pk, actor=owners()[0])
    looked(back)
    for case in (over, closed_there):
        apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    found = done(plans.confirm(back.pk, read=plans.digest_of_plan(back), actor=owners()[1]))
    assert counts(found) == {"work": {"moves": 1, "acted": 1}}
    assert found["closed"]["closed"]["cases"] == [over.pk]
    assert found["positions"]['[["","work"]]']["acted"]["cases"] == [worked.pk]
    assert (stands(kept), stands(worked)) == ({("", "handle")}, {("", "work")})
    assert dates(kept) == before
    assert version_of(born_there) == source.number + 1
    assert len(moves_of(kept)) == 2
    decide(kept)
    assert stands(kept) == {("", "confirm")}


def test_a_plan_is_confirmed_by_a_second_person_who_saw_what_it_does(land: Country) -> None:
    file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    plan = planned(source)
    first, second = owners()
    read = plans.digest_of_plan(plan)
    with pytest.raises(plans.NotLookedAt):
        plans.confirm(plan.pk, read=read, actor=second)
    looked(plan)
    with pytest.raises(SecondPersonNeeded):
        plans.confirm(plan.pk, read=read, actor=first)
    plans.redraft(plan.pk, pairs={}, positions={}, anew=["confirm"], read=read, actor=second)
    with pytest.raises(ChangedMeanwhile):
        plans.confirm(plan.pk, read=read, actor=first)
    plan.refresh_from_db()
    looked(plan)
    plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=first)
    with pytest.raises(plans.Confirmed):
        plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=first)
    assert AuditEntry.objects.filter(verb="moving_confirmed", subject_id=plan.pk).count() == 1


def test_over_another_publication_nothing_is_moved(land: Country) -> None:
    case = file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    plan, late = planned(source), None
    looked(plan)
    read = plans.digest_of_plan(plan)
    late = plans.confirm(plan.pk, read=read, actor=owners()[1])  # the queue has not begun it yet
    publish_changed(lambda raw: steps(raw)["confirm"].update(days=30))
    do_job(late.pk)
    late.refresh_from_db()
    assert (late.state, late.found) == (JobState.FAILED, {"why": "not in force"})
    with pytest.raises(NotInForce):
        other = planned(source)
        looked(other)
        publish_changed(lambda raw: steps(raw)["confirm"].update(days=40))
        plans.confirm(other.pk, read=plans.digest_of_plan(other), actor=owners()[1])
    assert version_of(case) == source.number


def test_after_a_publication_was_taken_back_its_cases_can_come_back_too(land: Country) -> None:
    old = published("process", "complaint")
    publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    between = published("process", "complaint")
    case = file_case(agency="moh")
    republish(old.pk, actor=Actor.operator)
    carried_out(planned(between))
    assert version_of(case) == published("process", "complaint").number == between.number + 1
    with pytest.raises(NotInForce):
        plans.begin(published("process", "complaint"), actor=owners()[0])


def test_a_move_that_was_killed_goes_on_and_a_second_run_changes_nothing(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [file_case(agency="moh") for _number in range(5)]
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    plan = planned(source)
    looked(plan)
    job = plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=owners()[1])
    monkeypatch.setattr(Moving, "size", 2)
    assert do(job.pk, STUDIES, patience=0.0)  # one part; then whoever did it is gone
    Job.objects.filter(pk=job.pk).update(taken_at=now() - LEASE)
    assert sum(version_of(case) != source.number for case in cases) == 2
    while do(job.pk, STUDIES, patience=0.0):
        pass
    job.refresh_from_db()
    assert (job.state, counts(job.found)) == (JobState.DONE, {"handle": {"moves": 5}})
    events = CaseEvent.objects.count()
    Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, cursor=0, done=0, found={})
    do_job(job.pk)
    assert CaseEvent.objects.count() == events
    assert [len(moves_of(case)) for case in cases] == [1] * 5


def test_hidden_requests_stay_on_their_version_and_are_in_no_number(land: Country) -> None:
    hidden = file_case(agency="moh")
    apply(
        hidden.pk,
        SetParties(parties=(Concerned(user_id=land.people["staff-moh"].pk),), reason="هو"),
        actor=works(hidden),
    )
    file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    plan = planned(source)
    found = carried_out(plan)
    assert counts(found) == {"handle": {"moves": 1}}
    assert version_of(hidden) == source.number


def test_a_trial_leaves_out_what_was_moved_and_says_so(land: Country) -> None:
    case = file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    carried_out(planned(source))
    decide(case)
    found = tried(complaint())
    assert (found["unknown"], found.get("tried", 0)) == ({"moved": 1}, 0)
    again = publish_changed(lambda raw: steps(raw)["confirm"].update(days=30))
    assert counts(looked(planned(again))) == {"confirm": {"moves": 1}}  # what was decided leads there all the same


def test_verify_sees_a_case_on_a_version_that_its_diary_does_not_name(land: Country) -> None:
    case = file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    assert list(inconsistencies()) == []
    Case.objects.filter(pk=case.pk).update(process_version=published("process", "complaint"))
    assert [each for each in inconsistencies() if "another version" in each]
    Case.objects.filter(pk=case.pk).update(process_version=source)
