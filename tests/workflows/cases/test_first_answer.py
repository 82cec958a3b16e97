"""Which of several answers a case shows: that of the first branch in order, whoever answers last."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.actors import Actor
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide, Proceed, Reopen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db

RESULTS = ("resolved", "explained", "refused")


def _step(key: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "name": {"ar": key, "en": key}, "type": kind, **rest}


def _task(key: str, following: str, *, may_go_on: bool = True) -> dict[str, Any]:
    decides = [{"key": each, "next": following, "effect": "decide", "result": each} for each in RESULTS]
    on = [{"key": "on", "next": following, "effect": "proceed"}] if may_go_on else []
    performer = {"agency": "@central"}
    return _step(key, "task", status="in_progress", performer=performer, outcomes=[*decides, *on])


def _three() -> dict[str, Any]:
    """Three branches, of which the second splits once more behind its answer."""
    view = [
        {"key": "accepted", "next": "closed", "effect": "accept"},
        {"key": "silent", "next": "closed", "effect": "silent"},
        {"key": "reopened", "next": "all", "effect": "reopen"},
    ]
    steps = [
        _step("all", "split", branches=["first", "second", "third"], join="met"),
        _task("first", "met"),
        _task("second", "inner"),
        _step("inner", "split", branches=["left", "right"], join="inner_met"),
        _task("left", "inner_met"),
        _task("right", "inner_met"),
        _step("inner_met", "join", next="met"),
        _task("third", "met", may_go_on=False),  # or nobody might have decided when the citizen is asked
        _step("met", "join", next="view"),
        _step("view", "wait", status="answered", days=7, outcomes=view),
        _step("closed", "end"),
    ]
    return {"format": 2, "name": {"ar": "ثلاث", "en": "Three"}, "start": "all", "steps": steps}


@pytest.fixture
def land() -> Country:
    found = country()
    publish_one("process", "complaint", _three())
    return found


def shown_after(case: Case, land: Country, *answers: tuple[str, str], by: str = "officer-central") -> list[str]:
    """The outcome that the case shows after each: a step, and how it is left."""
    shown = []
    for step, outcome in answers:
        work = Work.objects.get(case=case, step=step, done_at=None)
        on = Proceed(outcome=outcome, text="تم", work_id=work.pk)
        decides = Decide(outcome=outcome, text="تم", refusal=REFUSAL, work_id=work.pk)
        apply(case.pk, on if outcome == "on" else decides, actor=land.actor(by))
        shown.append(Case.objects.get(pk=case.pk).outcome)
    return shown


def test_an_earlier_branch_takes_the_place_of_a_later_one_and_never_the_other_way(land: Country) -> None:
    case = file_case()
    answers = (("third", "refused"), ("second", "explained"), ("first", "resolved"))
    assert shown_after(case, land, *answers) == ["refused", "explained", "resolved"]
    case = file_case()
    answers = (("first", "resolved"), ("third", "refused"), ("second", "explained"))
    assert shown_after(case, land, *answers) == ["resolved"] * 3


def test_inside_one_branch_the_last_answer_counts(land: Country) -> None:
    case = file_case()
    answers = (("second", "resolved"), ("third", "explained"), ("left", "refused"), ("right", "explained"))
    assert shown_after(case, land, *answers) == ["resolved", "resolved", "refused", "refused"]


def test_once_opened_again_the_answers_of_before_count_no_more(land: Country) -> None:
    case = file_case()
    shown_after(
        case, land, ("first", "resolved"), ("second", "on"), ("left", "on"), ("right", "on"), ("third", "refused")
    )
    apply(case.pk, Reopen(reason="عاد"), actor=Actor.citizen(case.pk))
    answers = (("first", "on"), ("third", "refused"), ("second", "explained"))
    assert shown_after(case, land, *answers, by="level1-central") == ["", "refused", "explained"]
