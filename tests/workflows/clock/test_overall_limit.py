"""The overall limit of a request, and its priority: what each does to the dates that the clock obeys."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.objecting import REASONS
from tests.scenes import Country, country, publish_one
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.clock.november import (
    LIMIT,
    amman,
    filed,
    ladder,
    level,
    open_count,
    open_work,
    rungs,
    sweep,
)
from tests.workflows.processes.reviewed import resting
from workflows.cases.actions import (
    AnswerQuestion,
    AskCitizen,
    Decide,
    Proceed,
    Refer,
    Reopen,
    Reply,
    SetPriority,
    Withdraw,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry
from workflows.processes.standard import STANDARD_PROCESSES

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


def special(days: int, **applies: list[str]) -> dict[str, Any]:
    return ladder(rungs=rungs(days, days), applies=applies)


def limit(case: Case) -> Any:
    return Case.objects.values_list("limit_due", flat=True).get(pk=case.pk)


def test_the_overall_limit_counts_from_the_filing_whatever_is_done(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    case = filed(1)
    assert limit(case) == amman(15)
    act(case, Reply(text="نعمل عليه"), 2, scene.actor("officer-moh"))
    act(case, Refer(agency="moe", reason="ليس عندنا"), 3, scene.actor("officer-moh"))
    sweep(amman(5))
    assert limit(case) == amman(15)


def test_only_a_question_pauses_the_overall_limit_and_at_most_as_long_as_any_count(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    case = filed(1)
    act(case, AskCitizen(text="متى؟"), 2, scene.actor("officer-moh"))
    assert limit(case) is None
    assert Deadline.objects.get(case=case, kind="limit").due is None
    act(case, AnswerQuestion(text="الأحد"), 4, Actor.citizen(case.pk))
    assert limit(case) == amman(17)
    act(case, AskCitizen(text="أين؟"), 5, scene.actor("officer-moh"), 9)
    assert sweep(amman(12, 9)) == (1, 0), "five working days later"
    assert limit(case) == amman(24)


def test_waiting_for_time_alone_does_not_pause_the_overall_limit(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    publish_one("process", "complaint", resting(days=12))
    case = filed(1)
    act(case, Proceed(outcome="later"), 2, scene.actor("officer-moh"))
    assert (open_work(case).step, limit(case)) == ("wait", amman(15))
    assert sweep(amman(11)) == (1, 0)
    assert sweep(amman(15)) == (1, 0)
    verbs = CaseEvent.objects.filter(case=case).exclude(verb="opened").values_list("verb", flat=True)
    assert list(verbs) == ["proceeded", "limit_near", "limit_passed"], "nobody has decided meanwhile"
    assert open_work(case).step == "wait", "the limit ends no wait"
    assert sweep(amman(19, 0, 0)) == (1, 0)
    assert open_work(case).step == "answer"
    who = Actor.staff(open_work(case).holder_id or 0)
    assert act(case, Decide(outcome="resolved", text="تم"), 19, who).data["in_time"] is False


def test_the_overall_limit_has_its_own_warning_and_its_own_rungs(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    publish_one("ladder", "default", ladder(rungs=rungs(50), remind_every={"amount": 50, "unit": "working_days"}))
    case = filed(1)
    assert sweep(amman(11)) == (1, 0)
    assert told("limit_near") == ["officer-moh", "level2-moh"]
    assert sweep(amman(15)) == (1, 0)
    assert told("limit_passed") == ["officer-moh", "officer-central", "citizen"]
    assert (level(case), limit(case)) == (0, amman(15))
    assert sweep(amman(22)) == (1, 0)
    assert told("limit_passed")[3:] == ["level2-moh"]
    assert sweep(amman(30)) == (0, 0), "and then no more"
    said = CaseEvent.objects.filter(case=case).exclude(verb="opened").values_list("verb", flat=True)
    assert list(said) == ["limit_near", "limit_passed", "limit_passed"]
    assert act(case, Decide(outcome="resolved", text="تم"), 30, scene.actor("officer-moh")).data["in_time"] is False


def test_a_decision_in_time_ends_the_overall_limit_and_an_objection_does_not_begin_it_anew(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    case = filed(1)
    assert (
        act(case, Decide(outcome="refused", text="لا", refusal=REFUSAL), 4, scene.actor("officer-moh")).data["in_time"]
        is True
    )
    assert limit(case) is None
    act(case, Reopen(reason="لم يُحلّ شيء"), 5, Actor.citizen(case.pk))
    assert limit(case) is None
    assert "in_time" not in act(case, Decide(outcome="resolved", text=REASONS), 8, scene.actor("level1-moh")).data
    assert not Deadline.objects.filter(case=case, kind__startswith="limit", done__isnull=True).exists()


def test_whoever_withdraws_ends_the_overall_limit(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    case = filed(1)
    assert "in_time" not in act(case, Withdraw(), 2, Actor.citizen(case.pk)).data
    assert limit(case) is None


def test_the_limit_of_the_priority_counts_since_the_filing_less_what_was_paused(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    short = {**LIMIT, "within": {"amount": 5, "unit": "working_days"}, "priorities": ["urgent"]}
    publish_one("limit", "urgent", short)
    case = filed(1)
    act(case, AskCitizen(text="متى؟"), 2, scene.actor("officer-moh"))
    act(case, AnswerQuestion(text="الأحد"), 3, Actor.citizen(case.pk))
    act(case, SetPriority(priority="urgent", reason="خطر"), 4, scene.actor("officer-moh"))
    assert limit(case) == amman(9)
    act(case, SetPriority(priority="normal", reason="زال الخطر"), 5, scene.actor("officer-moh"))
    assert limit(case) == amman(16)
    assert limit(filed(1, kind="inquiry")) is None


# --- priority ---------------------------------------------------------------------------------------------------------


def test_a_rule_of_routing_gives_a_case_its_priority(scene: Country) -> None:
    rule = {
        "key": "danger",
        "name": {"ar": "خطر", "en": "Danger"},
        "when": {"fact": "subject_text", "is": "contains_any", "value": ["انهيار"]},
        "to": {"agency": "moh", "priority": "urgent"},
    }
    publish_one("routing", "main", {"format": 2, "name": {"ar": "التوجيه", "en": "Routing"}, "rules": [rule]})
    publish_one("ladder", "urgent", special(1, priorities=["urgent"]))
    case = filed(1, subject="انهيار سقف", agency=None)
    assert (case.priority, open_work(case).ladder, open_count(case).due) == ("urgent", "urgent", amman(2))
    assert CaseEvent.objects.get(case=case).data["priority"] == "urgent"


def test_a_priority_is_changed_with_a_reason_on_record_and_who_has_it_is_told(scene: Country) -> None:
    case = filed(1)
    event = act(case, SetPriority(priority="urgent", reason="خطر على المرضى"), 2, scene.actor("officer-central"))
    assert (event.verb, event.data["from"], event.data["to"]) == ("priority_set", "normal", "urgent")
    assert told("urgent") == ["officer-moh"]
    assert event.kind.to_citizen == ""


def test_a_question_pauses_the_limit_where_no_ladder_counts_too(scene: Country) -> None:
    publish_one("limit", "complaints", LIMIT)
    process = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    for step in process["steps"]:
        if step["type"] == "task":
            step["ladder"] = ""
    publish_one("process", "complaint", process)
    case = filed(1)
    act(case, AskCitizen(text="متى؟"), 2, scene.actor("officer-moh"))
    case.refresh_from_db()
    assert (case.status, case.limit_due) == ("waiting", None)
    act(case, AnswerQuestion(text="الأحد"), 4, Actor.citizen(case.pk))
    case.refresh_from_db()
    assert (case.status, case.limit_due, case.due) == ("in_progress", amman(17), None)
    act(case, AskCitizen(text="أين؟"), 5, scene.actor("officer-moh"), 9)
    assert sweep(amman(13, 0, 0)) == (1, 0), "at the end of the fifth working day"
    case.refresh_from_db()
    assert (case.status, case.limit_due) == ("in_progress", amman(25, 1, 0))
