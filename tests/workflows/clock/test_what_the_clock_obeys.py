"""What the clock obeys: Jordan's rule, sentence by sentence, and what ladders and overall limits say beside it."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding, Post
from permissions.now import standing_at
from tests.scenes import Country, country, publish_one
from tests.workflows.cases.appealing import as_of_before
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.clock.november import (
    amman,
    filed,
    ladder,
    level,
    open_count,
    open_work,
    rungs,
    sweep,
)
from workflows.cases.actions import (
    AnswerQuestion,
    AskCitizen,
    Assign,
    Decide,
    Note,
    Refer,
    Reopen,
    Reply,
    SetPriority,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Country:
    return country()


@pytest.fixture(autouse=True)
def _all_agrees(db: None) -> object:
    yield
    assert list(inconsistencies()) == []


def act(case: Case, action: Any, day: int, who: Actor, hour: int = 10, minute: int = 20) -> CaseEvent:
    with standing_at(amman(day, hour, minute)):
        return apply(case.pk, action, actor=who)


def told(topic: str) -> list[str]:
    rows = OutboxEntry.objects.filter(topic=topic).order_by("pk")
    return [row.user.username if row.user else row.audience for row in rows.select_related("user")]


# --- the ladder -------------------------------------------------------------------------------------------------------


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


def test_silence_after_an_answer_closes_the_case(scene: Country) -> None:
    case = filed(1)
    with standing_at(amman(2)):
        apply(case.pk, Decide(outcome="resolved", text="حُدّد الموعد"), actor=scene.actor("officer-moh"))
    assert sweep(amman(9, 23, 59)) == (0, 0), "the fifth day is theirs to its end"
    assert sweep(amman(10, 0)) == (1, 0)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.status, closed.outcome, closed.closed_at) == ("closed", "resolved", amman(10, 0))


def test_praise_has_no_ladder(scene: Country) -> None:
    filed(1, kind="praise")
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


def test_a_second_reply_without_a_decision_does_not_start_it_again_until_a_question(scene: Country) -> None:
    publish_one("ladder", "default", ladder())
    officer, case = scene.actor("officer-moh"), filed(1)
    assert act(case, Reply(text="نعمل عليه"), 2, officer).data["counts"] is True
    assert open_count(case).due == amman(4)
    assert act(case, Reply(text="ما زلنا نعمل عليه"), 3, officer).data["counts"] is False
    assert open_count(case).due == amman(4), "two words do not win two days"
    act(case, AskCitizen(text="متى؟"), 3, officer, 11)
    act(case, AnswerQuestion(text="الأحد"), 3, Actor.citizen(case.pk), 12)
    assert act(case, Reply(text="شكرًا"), 4, officer).data["counts"] is True
    assert open_count(case).due == amman(8)


@pytest.mark.parametrize(("reply", "due"), [("always", 5), ("never", 3)])
def test_each_ladder_says_what_a_reply_counts(scene: Country, reply: str, due: int) -> None:
    publish_one("ladder", "default", ladder(acts={"reply": reply}))
    case = filed(1)
    act(case, Reply(text="أولًا"), 2, scene.actor("officer-moh"))
    act(case, Reply(text="ثانيًا"), 3, scene.actor("officer-moh"), 9)
    assert open_count(case).due == (amman(5, 9) if reply == "always" else amman(due))


def test_a_reply_that_does_not_count_leaves_the_pause_of_a_question(scene: Country) -> None:
    publish_one("ladder", "default", ladder(acts={"reply": "never"}))
    case = filed(1)
    act(case, AskCitizen(text="متى؟"), 2, scene.actor("officer-moh"))
    act(case, Reply(text="ما زلنا ننتظر"), 3, scene.actor("officer-moh"))
    assert open_work(case).paused_at is not None
    assert sweep(amman(4)) == (0, 0)


@pytest.mark.parametrize(("course", "due"), [("goes_on", amman(8)), ("starts_again", amman(9))])
def test_the_answer_to_a_question_does_what_the_ladder_says(scene: Country, course: str, due: Any) -> None:
    publish_one("ladder", "default", ladder(acts={"question": course}))
    case = filed(1)
    act(case, AskCitizen(text="متى؟"), 2, scene.actor("officer-moh"))
    act(case, AnswerQuestion(text="الأحد"), 5, Actor.citizen(case.pk))
    assert open_count(case).due == due


def test_a_referral_starts_the_count_again_at_the_ground_as_seeded(scene: Country) -> None:
    publish_one("ladder", "default", ladder())
    case = filed(1)
    sweep(amman(3))
    act(case, Refer(agency="moe", reason="ليس عندنا"), 4, scene.actor("level1-moh"))
    assert (level(case), open_count(case).due, open_work(case).holder) == (0, amman(8), scene.people["officer-moe"])


def test_a_referral_wins_no_time_where_the_ladder_lets_it_go_on(scene: Country) -> None:
    publish_one("ladder", "default", ladder(acts={"referral": "goes_on"}))
    case = filed(1)
    sweep(amman(3))
    act(case, Refer(agency="moe", reason="ليس عندنا"), 4, scene.actor("level1-moh"))
    work, count = open_work(case), open_count(case)
    assert (work.level, work.holder, work.post_id) == (1, scene.people["level1-moe"], _post("moe", 1))
    assert (count.kind, count.level, count.due) == ("escalate", 2, amman(5)), "one of two days was left"
    assert sweep(amman(5)) == (1, 1)


@pytest.mark.parametrize(("course", "reached", "due"), [("starts_again", 0, 10), ("goes_on", 1, 9)])
def test_an_objection_does_what_the_ladder_says(scene: Country, course: str, reached: int, due: int) -> None:
    publish_one("process", "complaint", as_of_before())
    publish_one("ladder", "default", ladder(acts={"reopening": course}))
    case = filed(1)
    sweep(amman(3))
    act(case, Decide(outcome="refused", text="لا", refusal=REFUSAL), 4, scene.actor("level1-moh"))
    act(case, Reopen(reason="لم يُحلّ شيء"), 8, Actor.citizen(case.pk))
    assert (level(case), open_count(case).due) == (reached, amman(due))


def test_the_level_falls_only_when_the_step_ends(scene: Country) -> None:
    publish_one("ladder", "default", ladder())
    case = filed(1)
    sweep(amman(3))
    officer = scene.actor("level1-moh")
    act(case, Reply(text="نعمل عليه"), 4, officer)
    act(case, AskCitizen(text="متى؟"), 4, officer, 11)
    act(case, AnswerQuestion(text="الأحد"), 5, Actor.citizen(case.pk))
    act(case, SetPriority(priority="low", reason="لا خطر"), 5, officer, 11)
    assert level(case) == 1
    act(case, Decide(outcome="resolved", text="تم"), 8, officer)
    assert level(case) == 0


def test_who_had_it_may_still_act_after_it_has_gone_up_and_all_who_are_named_are_told(scene: Country) -> None:
    case = filed(1)
    sweep(amman(3))
    assert told("escalated") == ["level1-moh", "officer-moh", "citizen"]
    act(case, Reply(text="نعمل عليه"), 4, scene.actor("officer-moh"))


def test_the_head_of_the_agency_is_told_where_a_rung_names_them(scene: Country) -> None:
    publish_one("ladder", "default", ladder(rungs=rungs(2, 2, tells=["holder", "head"])))
    filed(1)
    sweep(amman(3))
    assert told("escalated") == ["level1-moh", "level2-moh"]


def test_a_ladder_may_have_six_levels_and_a_missing_post_falls_up_then_to_the_unit(scene: Country) -> None:
    publish_one("ladder", "default", ladder(rungs=rungs(1, 1, 1, 1, 1, 1)))
    case = filed(1)
    for step, day in enumerate((2, 3, 4, 5, 8, 9), 1):
        assert sweep(amman(day)) == (1, 1)
        assert level(case) == step
    assert open_work(case).holder == scene.people["officer-central"], "levels three to six have no post"
    assert sweep(amman(11)) == (1, 0)


# --- the warning ------------------------------------------------------------------------------------------------------

WARNING = {"before": {"amount": 4, "unit": "working_hours"}, "tells": ["holder", "unit"]}


def test_a_warning_comes_before_the_rung_and_moves_nothing(scene: Country) -> None:
    publish_one("ladder", "default", ladder(rungs=rungs(2, 2, warning=WARNING)))
    case = filed(1)
    act(case, Assign(user_id=scene.people["staff-moh"].pk), 1, scene.actor("officer-moh"), 11)
    assert sweep(amman(3, 6, 19)) == (0, 0)
    assert sweep(amman(3, 6, 20)) == (1, 0)
    assert sweep(amman(3, 6, 21)) == (0, 0), "never twice"
    assert told("warned") == ["officer-moh", "officer-central", "staff-moh"]
    assert (level(case), open_count(case).due, open_work(case).due) == (0, amman(3), amman(3))
    assert sweep(amman(3)) == (1, 1)


def test_who_acts_in_time_is_not_warned(scene: Country) -> None:
    publish_one("ladder", "default", ladder(rungs=rungs(2, 2, warning=WARNING)))
    case = filed(1)
    act(case, Reply(text="نعمل عليه"), 3, scene.actor("officer-moh"), 6)
    assert sweep(amman(3)) == (0, 0)
    assert sweep(amman(5, 2)) == (1, 0)
    act(case, Decide(outcome="resolved", text="تم"), 5, scene.actor("officer-moh"), 3)
    assert Deadline.objects.filter(case=case, kind="warn", done__isnull=True).count() == 0


def test_a_question_puts_the_warning_off_with_the_rung(scene: Country) -> None:
    publish_one("ladder", "default", ladder(rungs=rungs(2, 2, warning=WARNING)))
    case = filed(1)
    act(case, AskCitizen(text="متى؟"), 2, scene.actor("officer-moh"))
    assert sweep(amman(4)) == (0, 0)
    act(case, AnswerQuestion(text="الأحد"), 4, Actor.citizen(case.pk))
    assert Deadline.objects.get(case=case, kind="warn", done__isnull=True).due == amman(5, 6)
    assert open_count(case).due == amman(5)


# --- which ladder -----------------------------------------------------------------------------------------------------


def special(days: int, **applies: list[str]) -> dict[str, Any]:
    return ladder(rungs=rungs(days, days), applies=applies)


def test_the_most_specific_ladder_counts(scene: Country) -> None:
    publish_one("ladder", "moh", special(3, bodies=["moh"]))
    publish_one("ladder", "both", special(1, bodies=["moh"], priorities=["urgent"]))
    case = filed(1)
    assert (open_work(case).ladder, open_count(case).due) == ("moh", amman(4))
    other = filed(1, agency="moe")
    assert (open_work(other).ladder, open_count(other).due) == ("default", amman(3))
    act(case, SetPriority(priority="urgent", reason="خطر"), 1, scene.actor("officer-moh"), 11)
    assert (open_work(case).ladder, open_work(case).named_ladder) == ("both", "default")
    act(case, Refer(agency="moe", reason="ليس عندنا"), 2, scene.actor("officer-moh"), 9)
    assert (open_work(case).ladder, open_count(case).due) == ("default", amman(4, 9))
    assert open_count(case).data["ladder"] == ["default", 1]


def test_a_sealed_kind_goes_only_by_what_names_it_and_praise_by_none(scene: Country) -> None:
    publish_one("ladder", "all", special(5, priorities=["normal"]))
    assert open_work(filed(1, kind="rights", agency=None)).ladder == "sensitive"
    assert open_work(filed(1, kind="praise")).ladder == ""
    publish_one("ladder", "sealed", special(1, kinds=["rights"], priorities=["normal"]))
    assert open_work(filed(1, kind="rights", agency=None)).ladder == "sealed"


@pytest.mark.parametrize(
    ("course", "due"), [("goes_on", amman(2)), ("starts_again", amman(2, 15))], ids=["goes on", "starts again"]
)
def test_another_priority_does_what_the_ladder_for_it_says(scene: Country, course: str, due: Any) -> None:
    publish_one("ladder", "urgent", {**special(1, priorities=["urgent"]), "acts": {"priority": course}})
    case = filed(1)
    act(case, SetPriority(priority="urgent", reason="خطر"), 1, scene.actor("officer-moh"), 15, 0)
    assert open_count(case).due == (amman(2, 15, 0) if course == "starts_again" else due)
    assert open_count(case).starts == (amman(1, 15, 0) if course == "starts_again" else amman(1))


def test_what_the_urgent_ladder_would_have_lifted_already_goes_up_at_the_next_pass_one_level(scene: Country) -> None:
    publish_one("ladder", "urgent", special(1, priorities=["urgent"]))
    case = filed(1)
    act(case, SetPriority(priority="urgent", reason="خطر"), 2, scene.actor("officer-moh"), 15)
    assert open_count(case).due == amman(2, 15)
    assert sweep(amman(2, 15)) == (1, 1)
    assert (level(case), open_count(case).due) == (1, amman(3, 15))


def _post(body: str, reached: int) -> int:
    return Post.objects.get(agency__code=body, level=reached).pk
