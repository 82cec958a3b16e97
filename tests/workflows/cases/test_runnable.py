"""Every process that can be published can be filed on, worked and ended; what cannot says why not."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from permissions.actors import Actor
from permissions.agencies.models import Agency
from tests.conftest import ROOT
from tests.scenes import country, file_case, publish_one
from tests.workflows.cases.drawn_lives import publish_and_work
from tests.workflows.figures.as_reported import assert_as_reported
from workflows.cases.actions import Decide, Proceed
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus, Outcome, RequestKind, Work
from workflows.processes.runnable import RESULTS, STATUSES_OF_TASKS, STATUSES_OF_WAITS
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db


def outcome_of(raw: dict[str, Any], **changes: Any) -> None:
    raw["steps"][2]["outcomes"][0].update(changes)


Spoil = Callable[[dict[str, Any]], object]


def _timer(raw: dict[str, Any], status: str = "in_progress") -> None:
    raw["steps"].append({**STEP, "type": "timer", "status": status, "days": 2, "next": "closed"})
    outcome_of(raw, next="extra")


def _asks(fact: str) -> Spoil:
    def spoil(raw: dict[str, Any]) -> None:
        branches = [{"key": "yes", "when": {"all": [{"fact": fact, "is": "given"}]}, "next": "closed"}]
        raw["steps"].append({**STEP, "type": "decision", "branches": branches, "default": "confirm"})
        outcome_of(raw, next="extra")

    return spoil


STEP = {"key": "extra", "name": {"ar": "زيادة", "en": "Extra"}}
UNDECIDED = (
    "At the step “The citizen's view” the citizen is asked what they think of a decision, and a request can get there "
    "from “{}” without anybody having decided: let an outcome on that way decide, or lead it elsewhere."
)
GOES_ON = {"key": "prepared", "effect": "proceed", "words": {"ar": "أُعدّ", "en": "Prepared"}}
SPOILT: dict[str, Spoil] = {
    "At the step “Extra” a request cannot have the status “answered”.": lambda raw: _timer(raw, status="answered"),
    "At the step “Handling” a request cannot have the status “banana”.": lambda raw: raw["steps"][2].update(
        status="banana"
    ),
    "At the step “Handling” a request cannot have the status “closed”.": lambda raw: raw["steps"][2].update(
        status="closed"
    ),
    "At the step “The citizen's view” a request cannot have the status “closed”.": lambda raw: raw["steps"][3].update(
        status="closed"
    ),
    "The step “Extra” asks for “moon_phase”, of which nothing is known.": _asks("moon_phase"),
    "The step “Triage” is worked by “atlantis”, which is not an agency that takes requests.": lambda raw: raw["steps"][
        1
    ]["performer"].update(agency="atlantis"),
    "The step “Handling” goes by the ladder “rope”, which is not in force.": lambda raw: raw["steps"][2].update(
        ladder="rope"
    ),
    "At the step “Handling” a request cannot have the result “fixed”.": lambda raw: outcome_of(raw, result="fixed"),
    "At the step “Handling” a request cannot have the result “withdrawn”.": lambda raw: outcome_of(
        raw, result="withdrawn"
    ),
    "At the step “Closed” a request cannot have the result “over”.": lambda raw: raw["steps"][-1].update(result="over"),
}


@pytest.fixture
def standard() -> dict[str, Any]:
    country()
    return copy.deepcopy(STANDARD_PROCESSES["complaint"])


@pytest.mark.parametrize("sentence", SPOILT)
def test_what_cannot_be_worked_is_said_in_its_own_sentence(standard: dict[str, Any], sentence: str) -> None:
    assert problems(Subject.PROCESS, "complaint", standard) == []
    SPOILT[sentence](standard)
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", standard) == [sentence]


def _step(key: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "name": {"ar": key, "en": key}, **rest}


def _part(key: str, *, decides: bool) -> dict[str, Any]:
    """A task of the unit that leads to where branches come together."""
    way = {"key": "done", "effect": "decide", "result": "resolved"} if decides else GOES_ON
    outcomes = [{**way, "next": "met"}]
    return _step(key, "task", performer={"agency": "@central"}, status="in_progress", outcomes=outcomes)


def _side_by_side(raw: dict[str, Any], *, decides: bool) -> None:
    """After the handling two look at it at the same time, and the citizen is asked when both have."""
    outcome_of(raw, **GOES_ON, next="both", result="")
    raw["steps"] += [
        _step("both", "split", branches=["left", "right"], join="met"),
        _part("left", decides=False),
        _part("right", decides=decides),
        _step("met", "join", next="confirm"),
    ]


def _asked_by_a_decision(raw: dict[str, Any]) -> None:
    _asks("place")(raw)
    outcome_of(raw, **GOES_ON, result="", next="extra")


def _looked_at(raw: dict[str, Any]) -> None:
    look = _part("look", decides=False)
    look["outcomes"][0]["next"] = "confirm"
    raw["steps"].append(look)
    outcome_of(raw, next="look")


LEFT_UNDECIDED: dict[str, tuple[Spoil, list[str]]] = {
    "by an outcome that goes on": (
        lambda raw: raw["steps"][2]["outcomes"].append({**GOES_ON, "next": "confirm"}),
        ["Handling"],
    ),
    "by a condition behind it": (_asked_by_a_decision, ["Extra"]),
    "after an objection": (
        lambda raw: raw["steps"][4]["outcomes"][-1].update(next="confirm"),
        ["Objection"],
    ),
    "where no branch decides": (partial(_side_by_side, decides=False), ["met"]),
    "not where one branch does": (partial(_side_by_side, decides=True), []),
    "not after a decision that others look at": (_looked_at, []),
}


@pytest.mark.parametrize("way", LEFT_UNDECIDED)
def test_the_citizen_is_asked_only_about_what_was_decided(standard: dict[str, Any], way: str) -> None:
    spoil, come_from = LEFT_UNDECIDED[way]
    spoil(standard)
    with translation.override("en"):
        found = problems(Subject.PROCESS, "complaint", standard)
    assert found == [UNDECIDED.format(each) for each in come_from]


def test_the_words_of_a_process_are_those_of_cases() -> None:
    assert {*RESULTS, Outcome.WITHDRAWN, Outcome.SPAM} == set(Outcome.values)
    assert {*STATUSES_OF_TASKS, *STATUSES_OF_WAITS} == set(CaseStatus.values) - {CaseStatus.WAITING, CaseStatus.CLOSED}


def test_a_body_that_takes_no_cases_any_more_is_none(standard: dict[str, Any]) -> None:
    standard["steps"][1]["performer"]["agency"] = "moe"
    assert problems(Subject.PROCESS, "complaint", standard) == []
    Agency.objects.filter(code="moe").update(active=False)
    assert len(problems(Subject.PROCESS, "complaint", standard)) == 1


def test_every_sentence_has_its_process_here() -> None:
    tree = ast.parse((ROOT / "workflows/processes/runnable.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said_by = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"]
    for sentence in {ast.literal_eval(call.args[0]) for call in said_by}:
        pattern = re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(sentence))
        assert any(re.fullmatch(pattern, said) for said in SPOILT), sentence


# Whatever can be published can be worked.


def test_drawn_processes_are_filed_on_and_worked_and_nothing_is_raised() -> None:
    country()
    assert sum(publish_and_work(seed) for seed in range(10)) > 75
    assert list(inconsistencies()) == []
    assert_as_reported()
    side_by_side = Work.objects.exclude(branch="").values_list("case").distinct()
    assert side_by_side.count() >= 6


@pytest.mark.large
def test_two_thousand_drawn_processes_are_worked() -> None:
    country()
    acted = sum(publish_and_work(seed) for seed in range(100, 1_100))
    assert acted > 8_000
    assert list(inconsistencies()) == []


def test_a_routed_agency_is_remembered_behind_a_step_of_the_unit(standard: dict[str, Any]) -> None:
    look = {"key": "look", "next": "handle", "effect": "proceed"}
    standard["steps"][0]["found"] = "extra"
    standard["steps"].append(
        {**STEP, "type": "task", "performer": {"agency": "@central"}, "status": "triage", "outcomes": [look]}
    )
    publish_one("process", "complaint", standard)
    case = file_case(agency="moe")
    work = Work.objects.get(case=case)
    assert (work.step, work.agency.code) == ("extra", "central")
    apply(case.pk, Proceed(outcome="look", text="لكم"), actor=Actor.staff(work.holder_id or 0))
    assert Work.objects.get(case=case, done_at=None).agency.code == "moe"


def test_a_step_may_have_a_ladder_of_its_own_or_none(standard: dict[str, Any]) -> None:
    kind = RequestKind.objects.get(code="complaint")
    for ladder, expected in (("", ""), ("@kind", kind.ladder), ("sensitive", "sensitive")):
        standard["steps"][2]["ladder"] = ladder
        publish_one("process", "complaint", standard)
        assert Work.objects.get(case=file_case()).ladder == expected


def test_outcomes_with_words_of_their_own_come_to_their_result(standard: dict[str, Any]) -> None:
    outcome_of(standard, key="paid_back", words={"ar": "أُعيد المبلغ", "en": "Paid back"}, result="resolved")
    publish_one("process", "complaint", standard)
    case = file_case()
    officer = Actor.staff(Work.objects.get(case=case).holder_id or 0)
    event = apply(case.pk, Decide(outcome="paid_back", text="أُعيد"), actor=officer)
    assert (Case.objects.get(pk=case.pk).outcome, event.data["outcome"]) == ("resolved", "resolved")
    assert Work.objects.get(case=case, step="handle").result == "paid_back"


def test_what_a_condition_read_stands_in_the_diary_but_never_what_a_person_wrote(standard: dict[str, Any]) -> None:
    asked = ("kind", "agency", "subject_text")
    when = {"all": [{"fact": fact, "is": "given"} for fact in asked]}
    standard["start"] = "extra"
    standard["steps"].append(
        {**STEP, "type": "decision", "branches": [{"key": "yes", "when": when, "next": "intake"}], "default": "closed"}
    )
    publish_one("process", "complaint", standard)
    opened = file_case(agency="moh").events.get(number=1)
    assert opened.data["read"] == {"kind": "complaint", "agency": "moh"}
