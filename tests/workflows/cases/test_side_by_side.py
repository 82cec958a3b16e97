"""Two agencies work one case at once: each its own step, with its own clock, and neither can touch the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from permissions.access.selectors import can, held_by
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.now import standing_at
from permissions.people.models import User
from tests.every_act import every_act
from tests.scenes import Country
from tests.side_by_side import file_for_two, land_of_two
from tests.workflows.cases.refusing import REFUSAL as WHY
from workflows.cases import actions
from workflows.cases.actions import (
    Accept,
    Action,
    AddInformation,
    AnswerQuestion,
    AskCitizen,
    Assign,
    Decide,
    Escalate,
    Note,
    Proceed,
    Refer,
    Reopen,
    Reply,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply, apply_all, check_right
from workflows.cases.models import Case, CaseEvent, Work
from workflows.cases.selectors import inbox, state_of
from workflows.cases.state import State
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry
from workflows.processes import engine

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")

OF_A_STEP: dict[str, Callable[[int], Action]] = {
    "Assign": lambda work: Assign(user_id=None, work_id=work),
    "AskCitizen": lambda work: AskCitizen(text="x", work_id=work),
    "Reply": lambda work: Reply(text="x", work_id=work),
    "Decide": lambda work: Decide(outcome="resolved", text="x", work_id=work),
    "Proceed": lambda work: Proceed(outcome="done", text="x", work_id=work),
    "Refer": lambda work: Refer(agency="moe", reason="x", work_id=work),
    "Escalate": lambda work: Escalate(work_id=work),
    "Check": lambda work: actions.Check(tick=("x",), work_id=work),
    "Consult": lambda work: actions.Consult(agency="central", text="x", work_id=work),
}
"""Everything that staff do to one piece of work."""


@pytest.fixture
def land() -> Iterator[Country]:
    yield land_of_two()
    assert list(inconsistencies()) == []


def fresh(case: Case) -> Case:
    return Case.objects.select_related("agency").get(pk=case.pk)


def again(work: Work) -> Work:
    return Work.objects.get(pk=work.pk)


def amman(day: int, hour: int = 10) -> datetime:
    """A day of November 2026; the 1st is a Sunday."""
    return datetime(2026, 11, day, hour, tzinfo=AMMAN)


# Who may.


def test_no_act_on_a_step_is_missing_here() -> None:
    about_a_step = {each.__name__ for each in every_act() if each.right and each.about == "step"}
    assert about_a_step == set(OF_A_STEP)


@pytest.mark.parametrize("act", OF_A_STEP)
def test_every_role_acts_on_the_steps_that_lie_where_it_works_and_on_no_other(land: Country, act: str) -> None:
    case, *works = file_for_two()
    state = state_of(case)
    unit = {"officer-central", "level1-central", "level2-central"}
    may = {
        (name, work.agency.code)
        for name, person in land.people.items()
        for work in works
        if _is_let(Actor.staff(person.pk), OF_A_STEP[act](work.pk), state)
    }
    of_the_bodies = {
        (f"{who}-{code}", code) for code in ("moh", "moe") for who in ("officer", "level1", "level2", "staff")
    }
    assert may == of_the_bodies | {(name, code) for name in unit for code in ("moh", "moe")}


def _is_let(actor: Actor, action: Action, state: State) -> bool:
    try:
        check_right(actor, action, state)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("act", OF_A_STEP)
def test_through_the_door_the_others_step_stays_as_it_is(land: Country, act: str) -> None:
    case, health, education = file_for_two()
    for name, other in (("officer-moh", education), ("level2-moe", health)):
        before = again(other)
        with pytest.raises(NotAllowed):
            apply(case.pk, OF_A_STEP[act](other.pk), actor=land.actor(name))
        assert vars(again(other)).keys() == vars(before).keys()
        assert again(other).due == before.due
    assert fresh(case).events_count == 1


def test_neither_gives_a_step_to_somebody_who_may_not_work_it(land: Country) -> None:
    case, health, _education = file_for_two()
    with pytest.raises(NotAllowed):
        apply(case.pk, Assign(user_id=land.people["staff-moe"].pk, work_id=health.pk), actor=land.actor("officer-moh"))
    apply(case.pk, Assign(user_id=land.people["staff-moh"].pk, work_id=health.pk), actor=land.actor("officer-moh"))
    assert again(health).assignee_id == land.people["staff-moh"].pk


@pytest.mark.parametrize("act", OF_A_STEP)
def test_who_names_no_step_where_several_are_open_is_asked_which(land: Country, act: str) -> None:
    case, health, _education = file_for_two()
    unnamed = OF_A_STEP[act](health.pk)
    object.__setattr__(unnamed, "work_id", None)
    for name in ("officer-moh", "officer-central"):
        with pytest.raises(NotPossible, match=r"أكثر من جهة|Several agencies"):
            apply(case.pk, unnamed, actor=land.actor(name))
    with pytest.raises(NotAllowed):
        apply(case.pk, unnamed, actor=land.actor("officer-rights"))


def test_both_read_the_case_and_each_finds_its_own_step_in_the_inbox(land: Country) -> None:
    case, health, education = file_for_two()
    for name, work in (("officer-moh", health), ("officer-moe", education)):
        assert can(land.actor(name), VIEW_CASE, state_of(case))
        assert list(inbox(land.actor(name))) == [work]
    assert list(inbox(land.actor("officer-central")).order_by("pk")) == [health, education]


def test_a_step_of_another_case_is_nobodys(land: Country) -> None:
    case, health, _education = file_for_two()
    _other, theirs, _second = file_for_two()
    with pytest.raises(NotAllowed):
        apply(case.pk, Reply(text="x", work_id=theirs.pk), actor=land.actor("officer-moh"))
    assert again(health).cycle == 1


def test_who_is_done_reads_it_no_more_and_acts_on_nothing(land: Country) -> None:
    case, health, education = file_for_two()
    officer = land.actor("officer-moe")
    apply(case.pk, Decide(outcome="explained", text="شرح", work_id=education.pk), actor=officer)
    for action in (Reply(text="x", work_id=education.pk), Reply(text="x", work_id=health.pk), Note(text="x")):
        with pytest.raises(NotAllowed):
            apply(case.pk, action, actor=officer)
    with pytest.raises(NotPossible):
        apply(case.pk, Reply(text="x", work_id=education.pk), actor=land.actor("officer-central"))


def test_a_person_reaches_no_other_step_by_its_deadline(land: Country) -> None:
    with standing_at(amman(1)):
        case, health, education = file_for_two()
    theirs = Deadline.objects.get(work=education, done=None)
    with standing_at(amman(20)), pytest.raises(NotAllowed):
        action = Escalate(deadline_id=theirs.pk, work_id=health.pk)
        apply(case.pk, action, actor=land.actor("officer-moh"))
    assert again(education).level == 0


# What the case shows.


def test_the_case_shows_its_lead_and_then_the_next_in_order(land: Country) -> None:
    with standing_at(amman(1)):
        case, health, education = file_for_two()
    assert (fresh(case).agency.code, fresh(case).due) == ("moh", health.due)
    with standing_at(amman(2)):
        apply(case.pk, Reply(text="نعمل", work_id=education.pk), actor=land.actor("officer-moe"))
        assert (fresh(case).agency.code, fresh(case).due) == ("moh", health.due)
        apply(case.pk, Escalate(work_id=education.pk), actor=land.actor("officer-moe"))
        assert (again(education).level, fresh(case).level) == (1, 0)
        apply(case.pk, Proceed(outcome="done", text="تم", work_id=health.pk), actor=land.actor("officer-moh"))
    assert (fresh(case).agency.code, fresh(case).level, fresh(case).due) == ("moe", 1, again(education).due)


def test_a_question_of_one_rests_its_own_count_alone_and_the_other_is_not_waiting(land: Country) -> None:
    case, health, education = file_for_two()
    apply(case.pk, AskCitizen(text="متى؟", work_id=education.pk), actor=land.actor("officer-moe"))
    assert (fresh(case).status, again(health).due, again(education).due) == ("in_progress", health.due, None)
    apply(case.pk, AskCitizen(text="أين؟", work_id=health.pk), actor=land.actor("officer-moh"))
    assert fresh(case).status == "waiting"
    citizen = Actor.citizen(case.pk)
    with pytest.raises(NotPossible):
        apply(case.pk, AnswerQuestion(text="هنا"), actor=citizen)
    event = apply(case.pk, AnswerQuestion(text="هنا", work_id=health.pk), actor=citizen)
    assert (event.step, event.data["branch"], again(education).question_open) == ("health", "both_1", True)
    assert fresh(case).status == "in_progress"
    apply(case.pk, AddInformation(text="أمس"), actor=citizen)  # one question alone is open: this answers it
    assert not again(education).question_open


def test_what_is_added_while_two_ask_answers_neither_and_both_are_told(land: Country) -> None:
    case, health, education = file_for_two()
    for work, name in ((health, "officer-moh"), (education, "officer-moe")):
        apply(case.pk, AskCitizen(text="متى؟", work_id=work.pk), actor=land.actor(name))
    event = apply(case.pk, AddInformation(text="لا أدري"), actor=Actor.citizen(case.pk))
    told = OutboxEntry.objects.filter(case=case, event_number=event.number).values_list("user", flat=True)
    assert set(told) == {health.holder_id, education.holder_id}
    assert again(health).question_open
    assert again(education).question_open


def test_an_answer_of_a_branch_names_its_body_and_the_case_that_of_its_lead(land: Country) -> None:
    case, health, education = file_for_two()
    event = apply(case.pk, Decide(outcome="explained", text="أ", work_id=education.pk), actor=land.actor("officer-moe"))
    assert (event.agency.code, event.body.code, event.data["outcome"]) == ("moh", "moe", "explained")
    assert fresh(case).outcome == "explained"
    apply(case.pk, Decide(outcome="refused", text="ب", refusal=WHY, work_id=health.pk), actor=land.actor("officer-moh"))
    assert fresh(case).outcome == "refused"
    letters = OutboxEntry.objects.filter(case=case, topic="answered_in_part").order_by("pk")
    assert [entry.data["agency"] for entry in letters] == [education.agency_id, health.agency_id]
    assert [entry.data["due"] for entry in letters] == [None, None]


def test_the_answer_of_the_lead_stays_whoever_answers_last(land: Country) -> None:
    case, health, education = file_for_two()
    apply(case.pk, Decide(outcome="refused", text="ب", refusal=WHY, work_id=health.pk), actor=land.actor("officer-moh"))
    assert fresh(case).agency.code == "moe"
    apply(case.pk, Decide(outcome="explained", text="أ", work_id=education.pk), actor=land.actor("officer-moe"))
    assert fresh(case).outcome == "refused"
    apply(case.pk, Decide(outcome="partly_resolved", text="معًا"), actor=land.actor("officer-central"))
    assert fresh(case).outcome == "partly_resolved"
    apply(case.pk, Reopen(reason="لا"), actor=Actor.citizen(case.pk))
    health, education = Work.objects.filter(case=case, done_at=None).order_by("branch")
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=health.pk), actor=land.actor("level1-moh"))
    apply(case.pk, Decide(outcome="explained", text="أ", work_id=education.pk), actor=land.actor("level1-moe"))
    assert fresh(case).outcome == "explained"


def test_behind_the_join_the_unit_answers_for_both_and_the_citizen_accepts_the_whole(land: Country) -> None:
    case, health, education = file_for_two()
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=health.pk), actor=land.actor("officer-moh"))
    assert fresh(case).status == "in_progress"
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=education.pk), actor=land.actor("officer-moe"))
    assert fresh(case).agency.code == "central"
    apply(case.pk, Decide(outcome="partly_resolved", text="معًا"), actor=land.actor("officer-central"))
    assert (fresh(case).status, fresh(case).outcome) == ("answered", "partly_resolved")
    assert (fresh(case).agency.code, Work.objects.get(case=case, step="confirm").agency.code) == ("central", "central")
    apply(case.pk, Reopen(reason="لا"), actor=Actor.citizen(case.pk))
    assert Work.objects.filter(case=case, done_at=None).count() == 2
    assert fresh(case).outcome == ""
    again = Work.objects.filter(case=case, done_at=None).order_by("pk")
    for work, name in zip(again, ("officer-moh", "officer-moe"), strict=True):
        apply(case.pk, Proceed(outcome="done", text="تم", work_id=work.pk), actor=land.actor(name))
    apply(case.pk, Decide(outcome="partly_resolved", text="معًا"), actor=land.actor("level1-central"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert fresh(case).status == "closed"


def test_a_closed_case_that_is_opened_again_goes_on_at_its_split(land: Country) -> None:
    case, health, education = file_for_two()
    for work, name in ((health, "officer-moh"), (education, "officer-moe")):
        apply(case.pk, Proceed(outcome="done", text="تم", work_id=work.pk), actor=land.actor(name))
    apply(case.pk, Decide(outcome="partly_resolved", text="معًا"), actor=land.actor("officer-central"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    apply(case.pk, Reopen(reason="عاد الأمر"), actor=Actor.citizen(case.pk))
    opened = Work.objects.filter(case=case, done_at=None)
    assert set(opened.values_list("step", "branch")) == {("health", "both_1"), ("education", "both_2")}
    assert (fresh(case).status, fresh(case).agency.code) == ("in_progress", "moh")


def test_an_end_inside_a_branch_ends_that_branch_alone(land: Country) -> None:
    case, health, education = file_for_two()
    apply(case.pk, Proceed(outcome="nothing", text="لا شأن", work_id=health.pk), actor=land.actor("officer-moh"))
    assert (fresh(case).status, fresh(case).agency.code, fresh(case).outcome) == ("in_progress", "moe", "")
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=education.pk), actor=land.actor("officer-moe"))
    assert fresh(case).agency.code == "central"


def test_whoever_withdraws_ends_all(land: Country) -> None:
    case, health, education = file_for_two()
    apply(case.pk, actions.Withdraw(), actor=Actor.citizen(case.pk))
    assert {again(health).result, again(education).result} == {"withdrawn"}
    told = OutboxEntry.objects.filter(case=case, topic="withdrawn").values_list("user", "data__agency")
    assert set(told) == {(health.holder_id, health.agency_id), (education.holder_id, education.agency_id)}
    assert (fresh(case).status, fresh(case).engine_process) == ("closed", None)


# Referrals.


def test_a_branch_that_is_sent_on_moves_alone_and_counts_for_itself(land: Country) -> None:
    case, health, education = file_for_two()
    event = apply(case.pk, Refer(agency="moe", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    moved = Work.objects.get(case=case, step="moved")
    assert (moved.agency.code, moved.branch, moved.referrals, event.went.code) == ("moe", "both_1", 1, "moe")
    assert (again(education).referrals, fresh(case).referrals) == (0, 1)
    for agency in ("moh", "moe"):
        work = Work.objects.get(case=case, step="moved", done_at=None)
        actor = Actor.staff(work.holder_id or 0)
        apply(case.pk, Refer(agency=agency, reason="لها", work_id=work.pk), actor=actor)
    last = Work.objects.get(case=case, step="moved", done_at=None)
    assert (last.agency.code, last.referrals) == ("central", 3)
    assert again(education).agency.code == "moe"


def test_the_bodies_of_one_branch_do_not_become_those_of_the_other(land: Country) -> None:
    case, health, _education = file_for_two()
    apply(case.pk, Refer(agency="moe", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    moved = Work.objects.get(case=case, step="moved")
    education = Work.objects.get(case=case, step="education")
    assert (moved.routed_id, education.routed_id) == (moved.agency_id, land.agencies["moh"].pk)
    for work, name in ((moved, "officer-moe"), (education, "officer-moe")):
        act = Decide(outcome="resolved" if work is moved else "explained", text="تم", work_id=work.pk)
        apply(case.pk, act, actor=land.actor(name))
    assert Work.objects.get(case=case, step="summary").routed_id == moved.agency_id


# The clock.


def test_each_has_its_own_clock(land: Country) -> None:
    with standing_at(amman(1)):
        case, health, education = file_for_two()
    with standing_at(amman(2)):
        apply(case.pk, Reply(text="نعمل", work_id=health.pk), actor=land.actor("officer-moh"))
    with standing_at(amman(3)):
        assert (sweep_clock().escalated, again(health).level, again(education).level) == (1, 0, 1)
        assert (fresh(case).level, fresh(case).due) == (0, again(health).due)
        event = CaseEvent.objects.get(case=case, verb="escalated")
        assert (event.agency.code, event.body.code, event.level, event.data["to_level"]) == ("moh", "moe", 0, 1)
        assert "holder" not in event.data
        assert event.data["beside"] == {"both_2": {"holder": land.people["level1-moe"].pk}}
        letters = OutboxEntry.objects.filter(case=case, event_number=event.number)
        assert {(entry.data["agency"], entry.data["level"]) for entry in letters} == {(education.agency_id, 1)}
        assert set(letters.values_list("user__username", flat=True)) == {"level1-moe", "officer-moe", None}
    with standing_at(amman(4)):
        assert (sweep_clock().escalated, again(health).level, again(education).level) == (1, 1, 1)
    assert Deadline.objects.filter(case=case, done=None).count() == 2


def test_when_one_is_done_its_clock_stops_and_the_others_goes_on(land: Country) -> None:
    with standing_at(amman(1)):
        case, health, education = file_for_two()
        apply(case.pk, Proceed(outcome="done", text="تم", work_id=health.pk), actor=land.actor("officer-moh"))
    with standing_at(amman(8)):
        assert sweep_clock().escalated == 1
    assert (again(health).level, again(education).level) == (0, 1)


# Who is accused, and who leaves.


def test_the_step_of_a_body_that_is_accused_moves_and_the_other_stays(land: Country) -> None:
    case, health, education = file_for_two()
    parties = (actions.Concerned(agency_id=land.agencies["moe"].pk),)
    apply(case.pk, actions.SetParties(parties=parties, reason="هي المشكوّ منها"), actor=land.actor("officer-moh"))
    assert (again(health).agency.code, again(education).agency.code) == ("moh", "central")
    assert (fresh(case).agency.code, again(health).holder_id) == ("moh", health.holder_id)
    assert not can(land.actor("officer-moe"), VIEW_CASE, state_of(fresh(case)))


def test_who_leaves_hands_over_the_step_that_they_may_not_work_any_more(land: Country) -> None:
    case, _health, education = file_for_two()
    leaver = land.people["officer-moe"]
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    action = actions.HandOver(from_user_id=leaver.pk, to_user_id=land.people["staff-moe"].pk)
    apply(case.pk, action, actor=Actor.operator)
    assert again(education).holder_id == land.people["staff-moe"].pk
    assert not can(Actor.staff(leaver.pk), WORK_CASE, state_of(case), held=held_by(leaver.pk))


def test_the_stored_tokens_are_those_of_the_works_and_of_who_waits_at_the_join(land: Country) -> None:
    case, health, _education = file_for_two()
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=health.pk), actor=land.actor("officer-moh"))
    marking = engine.lock(fresh(case).engine_process or 0).marking
    assert {(token.branch, token.step) for token in marking} == {("both_1", "met"), ("both_2", "education")}


def test_many_acts_on_one_case_in_one_commit(land: Country) -> None:
    case, health, education = file_for_two()
    notes = [(case.pk, Note(text=text, work_id=work.pk)) for text, work in (("أ", health), ("ب", education))]
    events = apply_all(notes, actor=land.actor("officer-central"))
    assert [event.number for event in events] == [2, 3]
