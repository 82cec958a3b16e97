"""The clock: Jordan's rule, once each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding
from permissions.now import standing_at
from tests.scenes import LADDER, Country, country, file_case, publish_one
from workflows.cases.actions import AnswerQuestion, AskCitizen, Assign, Decide, Note, Reply
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")


def amman(day: int, hour: int = 10, minute: int = 20) -> datetime:
    """A day of November 2026; the 1st is a Sunday, so 5, 12, 19 and 26 are Thursdays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=AMMAN)


@pytest.fixture
def scene() -> Country:
    return country()


@pytest.fixture(autouse=True)
def _all_agrees(db: None) -> object:
    yield
    assert list(inconsistencies()) == []


def filed(day: int, hour: int = 10, minute: int = 20) -> Case:
    with standing_at(amman(day, hour, minute)):
        return file_case()


def sweep(at: datetime) -> tuple[int, int]:
    with standing_at(at):
        swept = sweep_clock()
    return swept.due, swept.escalated


def level(case: Case) -> int:
    return Case.objects.get(pk=case.pk).level


def open_count(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, done__isnull=True, kind__in=["escalate", "remind"])


def test_two_working_days_without_an_act_lift_a_case_one_level_and_two_more_another(scene: Country) -> None:
    case = filed(19)
    assert sweep(amman(23, 10, 19)) == (0, 0)
    assert sweep(amman(23)) == (1, 1)
    work = Work.objects.get(case=case)
    assert (work.level, work.holder) == (1, scene.people["level1-moh"])
    assert sweep(amman(25)) == (1, 1)
    assert level(case) == 2
    verbs = list(CaseEvent.objects.filter(case=case).values_list("verb", "actor_kind"))
    assert verbs == [("opened", "citizen"), ("escalated", "clock"), ("escalated", "clock")]


def test_a_late_sweep_lifts_one_level_and_the_next_counts_from_then(scene: Country) -> None:
    case = filed(1)
    assert sweep(amman(15)) == (1, 1)
    assert level(case) == 1
    assert open_count(case).due == amman(17)


@pytest.mark.parametrize(("filed_at", "due"), [((19, 22, 0), (23, 22, 0)), ((20, 14, 0), (24, 0, 0))])
def test_nights_and_days_off_count_as_the_rule_says(
    scene: Country, filed_at: tuple[int, int, int], due: tuple[int, int, int]
) -> None:
    assert open_count(filed(*filed_at)).due == amman(*due)


def test_above_the_top_the_complaints_unit_is_told_again_and_again(scene: Country) -> None:
    case = filed(1)
    for day in (3, 5, 9, 11):
        sweep(amman(day))
    assert level(case) == 2
    reminded = CaseEvent.objects.filter(case=case, verb="reminded").values_list("at", flat=True)
    assert list(reminded) == [amman(9), amman(11)]
    told = OutboxEntry.objects.filter(topic="reminded").values_list("user__username", flat=True)
    assert set(told) == {"officer-central"}


def test_a_reply_starts_the_count_again_at_the_level_reached(scene: Country) -> None:
    case = filed(1)
    sweep(amman(3))
    with standing_at(amman(4)):
        apply(case.pk, Reply(text="نعمل عليه"), actor=scene.actor("level1-moh"))
    assert (level(case), open_count(case).due, open_count(case).level) == (1, amman(8), 2)


def test_assigning_and_noting_do_nothing_to_the_count(scene: Country) -> None:
    case = filed(1)
    with standing_at(amman(2)):
        apply(case.pk, Note(text="اتصلت بالمستشفى"), actor=scene.actor("officer-moh"))
        apply(case.pk, Assign(user_id=scene.people["staff-moh"].pk), actor=scene.actor("officer-moh"))
    assert open_count(case).due == amman(3)
    assert Work.objects.get(case=case).holder == scene.people["officer-moh"]


def test_a_question_pauses_until_the_answer_and_the_count_goes_on_with_what_was_left(scene: Country) -> None:
    case = filed(1)
    with standing_at(amman(2)):
        apply(case.pk, AskCitizen(text="متى الموعد؟"), actor=scene.actor("officer-moh"))
    assert sweep(amman(4)) == (0, 0)
    with standing_at(amman(5)):
        apply(case.pk, AnswerQuestion(text="يوم الأحد"), actor=Actor.citizen(case.pk))
    assert open_count(case).due == amman(8)


def test_without_an_answer_the_count_goes_on_after_five_days_and_no_second_question_pauses_it(scene: Country) -> None:
    case = filed(1)
    with standing_at(amman(2)):
        apply(case.pk, AskCitizen(text="متى؟"), actor=scene.actor("officer-moh"))
    assert sweep(amman(9)) == (1, 0)
    assert open_count(case).due == amman(10)
    with standing_at(amman(9, 11)):
        event = apply(case.pk, AskCitizen(text="ما زلنا ننتظر"), actor=scene.actor("officer-moh"))
    assert event.data["paused"] is False
    assert sweep(amman(10)) == (1, 1)


def test_a_ladder_published_later_rules_the_next_count_of_cases_begun_before(scene: Country) -> None:
    case = filed(1)
    rungs = [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 3}]
    publish_one("ladder", "default", LADDER | {"rungs": rungs})
    sweep(amman(3))
    assert open_count(case).due == amman(8)
    assert open_count(filed(1)).due == amman(2)


def test_silence_after_an_answer_closes_the_case(scene: Country) -> None:
    case = filed(1)
    with standing_at(amman(2)):
        apply(case.pk, Decide(outcome="resolved", text="حُدّد الموعد"), actor=scene.actor("officer-moh"))
    assert sweep(amman(8)) == (0, 0)
    assert sweep(amman(9)) == (1, 0)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.status, closed.outcome, closed.closed_at) == ("closed", "resolved", amman(9))


def test_praise_has_no_ladder(scene: Country) -> None:
    file_case(kind="praise")
    assert Deadline.objects.count() == 0


@pytest.mark.parametrize("why", ["vacant", "absent"])
def test_an_empty_post_falls_to_the_next_one_up(scene: Country, why: str) -> None:
    case = filed(1)
    person = scene.people["level1-moh"]
    if why == "vacant":
        Holding.objects.filter(user=person).delete()
    else:
        Absence.objects.create(user=person, starts=amman(2), ends=amman(28))
    sweep(amman(3))
    assert Work.objects.get(case=case).holder == scene.people["level2-moh"]


def test_an_agency_without_anyone_falls_to_the_complaints_unit(scene: Country) -> None:
    Holding.objects.filter(post__agency__code="moh").delete()
    assert Work.objects.get(case=filed(1)).holder == scene.people["officer-central"]


def test_a_case_that_fails_alone_stays_due_and_holds_up_no_other(
    scene: Country, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = filed(1), filed(1)
    # A step that the process has not: what a slip in moving cases would leave behind.
    Deadline.objects.filter(case=broken).update(kind="resume")
    Work.objects.filter(case=broken).update(step="gone", paused_at=amman(1))
    assert sweep(amman(3)) == (1, 1)
    assert level(sound) == 1
    assert f"Case {broken.pk} is due" in caplog.text
    Deadline.objects.filter(case=broken).update(kind="escalate")
    Work.objects.filter(case=broken).update(step="handle", paused_at=None)


def test_nothing_due_costs_one_query(
    scene: Country, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for _ in range(3):
        filed(1)
    with django_assert_num_queries(1):
        assert sweep(amman(2)) == (0, 0)


def test_twenty_five_due_cases_cost_at_most_four_statements_each(
    scene: Country, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for _ in range(25):
        filed(1)
    with django_assert_max_num_queries(100):
        assert sweep(amman(3)) == (25, 25)
