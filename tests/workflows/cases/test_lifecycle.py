"""Working a case through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from viewflow.workflow.models import Process, Task

from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import (
    Accept,
    AddInformation,
    AnswerQuestion,
    AskCitizen,
    Assign,
    Decide,
    Escalate,
    Note,
    Rate,
    Refer,
    Reopen,
    Reply,
    Withdraw,
)
from workflows.cases.actions.citizen import REOPEN_DAYS
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, File, Message, Work
from workflows.cases.submission import StoredFile
from workflows.deadlines.models import Deadline

pytestmark = pytest.mark.django_db
PAPER = StoredFile("card.pdf", "application/pdf", 5, "0" * 64, "tests/card")


@pytest.fixture
def scene() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_decided_accepted_rated_and_the_engine_forgets(scene: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("officer-moh"))
    assert fresh(case).status == "answered"
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    apply(case.pk, Rate(stars=4), actor=Actor.citizen(case.pk))
    assert (fresh(case).status, fresh(case).outcome, fresh(case).rating) == ("closed", "resolved", 4)
    assert (Process.objects.count(), Task.objects.count()) == (0, 0)
    apply(case.pk, Rate(stars=5), actor=Actor.citizen(case.pk))
    assert fresh(case).rating == 5
    with standing_at(now() + timedelta(days=REOPEN_DAYS + 1)), pytest.raises(NotPossible):
        apply(case.pk, Rate(stars=1), actor=Actor.citizen(case.pk))


def test_an_objection_goes_to_the_level_above_with_a_new_count(scene: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL), actor=scene.actor("officer-moh"))
    apply(case.pk, Reopen(reason="لم يُحلّ شيء"), actor=Actor.citizen(case.pk))
    work = Work.objects.get(case=case, done_at__isnull=True)
    assert (work.step, work.entry, work.level, fresh(case).outcome) == ("objection", 1, 1, "")


def test_the_answer_of_a_closed_case_is_objected_to_in_the_same_way(scene: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("officer-moh"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    apply(case.pk, Reopen(reason="عاد العطل"), actor=Actor.citizen(case.pk))
    assert fresh(case).status == "in_progress"
    apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=scene.actor("level1-moh"))
    assert fresh(case).status == "answered"


def test_referring_moves_the_case_and_the_third_referral_goes_to_the_unit(scene: Country) -> None:
    case = file_case()
    for agency, other in (("moh", "moe"), ("moe", "moh")):
        apply(case.pk, Refer(agency=other, reason="ليس عندنا"), actor=scene.actor(f"officer-{agency}"))
        assert fresh(case).agency.code == other
    apply(case.pk, Refer(agency="moe", reason="ليس عندنا"), actor=scene.actor("officer-moh"))
    assert fresh(case).agency.code == "central"
    apply(case.pk, Refer(agency="moe", reason="هو لكم"), actor=scene.actor("officer-central"))
    assert fresh(case).agency.code == "moe"


@pytest.mark.parametrize("username", ["officer-moe", "staff-moe", "officer-rights"])
def test_an_officer_of_another_agency_can_do_nothing(scene: Country, username: str) -> None:
    case = file_case()
    actor = scene.actor(username)
    for action in (
        Note(text="x"),
        Reply(text="x"),
        Decide(outcome="resolved", text="x"),
        Refer(agency="moe", reason="x"),
        Escalate(),
        Assign(user_id=scene.people[username].pk),
    ):
        with pytest.raises(NotAllowed):
            apply(case.pk, action, actor=actor)
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_the_central_unit_works_ordinary_cases_and_knows_no_sensitive_one(scene: Country) -> None:
    ordinary, sensitive = file_case(), file_case(kind="integrity")
    apply(ordinary.pk, Note(text="x"), actor=scene.actor("officer-central"))
    for username in ("officer-central", "officer-moh"):
        with pytest.raises(NotAllowed):
            apply(sensitive.pk, Note(text="x"), actor=scene.actor(username))
    apply(sensitive.pk, Decide(outcome="resolved", text="حُقّق فيه"), actor=scene.actor("officer-rights"))


def test_a_sensitive_case_cannot_be_sent_to_an_agency(scene: Country) -> None:
    case = file_case(kind="integrity")
    with pytest.raises(NotPossible):
        apply(case.pk, Refer(agency="moh", reason="x"), actor=scene.actor("officer-rights"))


def test_a_right_taken_back_is_refused_at_once(scene: Country) -> None:
    case = file_case()
    apply(case.pk, Note(text="x"), actor=scene.actor("staff-moh"))
    revoke(user=scene.people["staff-moh"], role="officer", agency=scene.agencies["moh"], actor=Actor.operator)
    with pytest.raises(NotAllowed):
        apply(case.pk, Note(text="x"), actor=scene.actor("staff-moh"))


def test_a_citizen_acts_on_their_own_case_alone(scene: Country) -> None:
    mine, other = file_case(), file_case()
    with pytest.raises(NotAllowed):
        apply(other.pk, Withdraw(), actor=Actor.citizen(mine.pk))
    apply(mine.pk, Withdraw(reason="حُلّ"), actor=Actor.citizen(mine.pk))
    assert (fresh(mine).status, fresh(mine).outcome) == ("closed", "withdrawn")
    for action in (AddInformation(text="x"), Rate(stars=5), Reopen(reason="x")):
        with pytest.raises(NotPossible):
            apply(mine.pk, action, actor=Actor.citizen(mine.pk))


def test_assigning_to_someone_of_another_agency_is_refused(scene: Country) -> None:
    case = file_case()
    with pytest.raises(NotAllowed):
        apply(case.pk, Assign(user_id=scene.people["staff-moe"].pk), actor=scene.actor("officer-moh"))


@pytest.mark.parametrize(
    "action",
    [
        Decide(outcome="nonsense", text="x"),
        Decide(outcome="referred", text="x"),
        Decide(outcome="resolved", text="  "),
        Decide(outcome="resolved", text="س" * 100_000),
        Refer(agency="nowhere", reason="x"),
        Refer(agency="moh", reason="x"),
        Refer(agency="moe", reason=""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_done(scene: Country, action: Decide | Refer) -> None:
    case = file_case()
    with pytest.raises(NotPossible) as refusal:
        apply(case.pk, action, actor=scene.actor("officer-moh"))
    assert str(refusal.value.message)
    assert (CaseEvent.objects.filter(case=case).count(), Message.objects.filter(case=case).count()) == (1, 1)
    assert fresh(case).status == "in_progress"


def test_an_addition_while_a_question_is_open_answers_it_and_the_count_goes_on(scene: Country) -> None:
    case = file_case()
    due = fresh(case).due
    assert due is not None
    apply(case.pk, AskCitizen(text="أي قسم؟"), actor=scene.actor("officer-moh"))
    assert (fresh(case).status, fresh(case).due) == ("waiting", None)
    event = apply(case.pk, AddInformation(text="قسم العيون"), actor=Actor.citizen(case.pk))
    assert event.verb == "citizen_answered"
    assert Message.objects.get(case=case, event_number=event.number).kind == "answer"
    work = case.works.get()
    assert (work.question_open, work.paused_at, fresh(case).status) == (False, None, "in_progress")
    again_due = fresh(case).due
    assert again_due is not None
    assert abs(again_due - due) < timedelta(minutes=1)
    assert not Deadline.objects.filter(case=case, kind="resume", done__isnull=True).exists()
    again = apply(case.pk, AddInformation(text="وهذا رقم الملف"), actor=Actor.citizen(case.pk))
    assert again.verb == "citizen_added"


@pytest.mark.parametrize("asked", [False, True])
def test_a_file_alone_is_an_addition_or_an_answer_and_nothing_at_all_is_neither(scene: Country, asked: bool) -> None:
    case = file_case()
    if asked:
        apply(case.pk, AskCitizen(text="أين البطاقة؟"), actor=scene.actor("officer-moh"))
    with pytest.raises(NotPossible):
        apply(case.pk, AddInformation(text=" "), actor=Actor.citizen(case.pk))
    event = apply(case.pk, AddInformation(text=" ", files=(PAPER,)), actor=Actor.citizen(case.pk))
    assert event.verb == ("citizen_answered" if asked else "citizen_added")
    assert list(File.objects.filter(case=case).values_list("event_number", "name")) == [(event.number, "card.pdf")]
    assert not Message.objects.filter(case=case, event_number=event.number).exists()
    assert fresh(case).status == "in_progress"


def test_a_reopening_takes_files_and_needs_words(scene: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا يمكن", refusal=REFUSAL), actor=scene.actor("officer-moh"))
    with pytest.raises(NotPossible):
        apply(case.pk, Reopen(reason="", files=(PAPER,)), actor=Actor.citizen(case.pk))
    event = apply(case.pk, Reopen(reason="هذا ما طلبوه", files=(PAPER,)), actor=Actor.citizen(case.pk))
    assert File.objects.get(case=case).event_number == event.number


def test_an_answer_without_a_question_is_refused(scene: Country) -> None:
    case = file_case()
    with pytest.raises(NotPossible):
        apply(case.pk, AnswerQuestion(text="x"), actor=Actor.citizen(case.pk))


def test_events_hold_no_words(scene: Country) -> None:
    case = file_case(text="كلمة-فريدة", subject="عنوان-فريد", name="اسم-فريد")
    apply(case.pk, Reply(text="رد-فريد"), actor=scene.actor("officer-moh"))
    assert all("فريد" not in str(data) for data in CaseEvent.objects.values_list("data", flat=True))


def test_filing_and_answering_stay_within_their_statements(
    scene: Country, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    file_case()
    with django_assert_max_num_queries(45):
        case = file_case()
    with django_assert_max_num_queries(30):
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("officer-moh"))
