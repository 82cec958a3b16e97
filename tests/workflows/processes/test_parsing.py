"""What is read of a process, in format 1 and 2, and what is refused with its path."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.workflows.processes.drawn import draw
from tests.workflows.processes.format_1 import FORMAT_1
from workflows.facts.conditions import Condition
from workflows.processes.definition import (
    CENTRAL,
    OF_THE_KIND,
    ROUTED,
    Branch,
    DecisionStep,
    Effect,
    EndStep,
    FieldAsked,
    Instead,
    Otherwise,
    Outcome,
    Performer,
    TaskStep,
    TimerStep,
    WaitStep,
)
from workflows.processes.parsing import parse
from workflows.processes.upgrade import to_format_2
from workflows.versions.raw import Malformed

Spoil = Callable[[dict[str, Any]], object]


def of_type(raw: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in raw["steps"] if step["type"] == kind)
    return found


@pytest.fixture
def raw() -> dict[str, Any]:
    """A definition that has steps of every kind."""
    kinds = {"task", "wait", "timer", "route", "decision", "service", "split", "join", "end"}
    for seed in range(1_000):
        drawn = draw(seed)
        if {step["type"] for step in drawn["steps"]} == kinds:
            return copy.deepcopy(drawn)
    raise AssertionError("no seed draws all kinds")


def test_a_process_of_format_1_is_read_as_one_of_today() -> None:
    process = parse(FORMAT_1)
    handle, confirm, which = (process.steps[key] for key in ("handle", "confirm", "which"))
    assert isinstance(handle, TaskStep)
    assert (handle.performer, handle.ladder, handle.status) == (Performer("@routed"), "@kind", "in_progress")
    assert [(way.key, way.effect, way.result, way.next) for way in handle.outcomes] == [
        ("resolved", Effect.DECIDE, "resolved", "confirm"),
        ("examine", Effect.PROCEED, "", "handle"),
        ("referred", Effect.REFER, "", "handle"),
    ]
    assert isinstance(confirm, WaitStep)
    assert [way.effect for way in confirm.outcomes] == [Effect.ACCEPT, Effect.SILENT, Effect.REOPEN]
    assert isinstance(which, DecisionStep)
    assert which.branches == (Branch("branch_1", {}, Condition("kind", "one_of", ("praise", "inquiry")), "thanks"),)
    thanks = process.steps["thanks"]
    assert isinstance(thanks, TaskStep)
    assert thanks.ladder == ""


def test_every_result_of_format_1_decides_and_every_other_code_leads_on() -> None:
    results = ["resolved", "partly_resolved", "explained", "refused", "go_elsewhere", "noted", "withdrawn"]
    task = {"key": "a", "type": "task", "name": {}, "agency": "moh", "status": "triage"}
    wait = {"key": "b", "type": "wait", "name": {}, "status": "answered", "days": 5}
    raw = {
        "name": {},
        "start": "a",
        "steps": [
            {**task, "outcomes": dict.fromkeys([*results, "examined"], "b")},
            {**wait, "outcomes": {"accepted": "a", "talked": "a"}},
        ],
    }
    ways = [{"key": result, "next": "b", "effect": "decide", "result": result} for result in results]
    ways.append({"key": "examined", "next": "b", "effect": "proceed"})
    answers = [
        {"key": "accepted", "next": "a", "effect": "accept"},
        {"key": "talked", "next": "a", "effect": "proceed"},
    ]
    assert to_format_2(raw) == {
        "format": 2,
        "name": {},
        "start": "a",
        "steps": [
            {**{key: task[key] for key in task if key != "agency"}, "performer": {"agency": "moh"}, "outcomes": ways},
            {**wait, "outcomes": answers},
        ],
    }


def test_what_was_published_stays_as_it_is() -> None:
    before = copy.deepcopy(FORMAT_1)
    parse(FORMAT_1)
    assert before == FORMAT_1


SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "not an object": (lambda raw: raw.update(steps={}), "steps", "wrong"),
    "no name": (lambda raw: raw.pop("name"), "name", "missing"),
    "name of numbers": (lambda raw: raw.update(name={"ar": 1}), "name", "wrong"),
    "unknown key": (lambda raw: raw.update(colour="red"), "colour", "unknown"),
    "newer format": (lambda raw: raw.update(format=5), "format", "newer"),
    "format in words": (lambda raw: raw.update(format="2"), "format", "wrong"),
    "format before the first": (lambda raw: raw.update(format=0), "format", "wrong"),
    "a step that is none": (lambda raw: raw["steps"].append(3), "steps[*]", "wrong"),
    "format yes": (lambda raw: raw.update(format=True), "format", "wrong"),
    "unknown type": (lambda raw: of_type(raw, "end").update(type="magic"), "steps[*].type", "unknown"),
    "unknown key at a step": (lambda raw: of_type(raw, "task").update(letter="x"), "steps[*].letter", "unknown"),
    "no key": (lambda raw: of_type(raw, "end").pop("key"), "steps[*].key", "missing"),
    "performer as text": (lambda raw: of_type(raw, "task").update(performer="@routed"), "steps[*].performer", "wrong"),
    "unknown key of a performer": (
        lambda raw: of_type(raw, "task")["performer"].update(post=1),
        "steps[*].performer.post",
        "unknown",
    ),
    "level yes": (
        lambda raw: of_type(raw, "task")["performer"].update(level=True),
        "steps[*].performer.level",
        "wrong",
    ),
    "days as text": (lambda raw: of_type(raw, "wait").update(days="5"), "steps[*].days", "wrong"),
    "outcomes of format 1": (
        lambda raw: of_type(raw, "task").update(outcomes={"done": "x"}),
        "steps[*].outcomes",
        "wrong",
    ),
    "outcome without a way": (
        lambda raw: of_type(raw, "task")["outcomes"][0].pop("next"),
        "steps[*].outcomes[0].next",
        "missing",
    ),
    "unknown effect": (
        lambda raw: of_type(raw, "task")["outcomes"][0].update(effect="vanish"),
        "steps[*].outcomes[0].effect",
        "unknown",
    ),
    "unknown key of an outcome": (
        lambda raw: of_type(raw, "task")["outcomes"][0].update(mood="good"),
        "steps[*].outcomes[0].mood",
        "unknown",
    ),
    "a condition that is none": (
        lambda raw: of_type(raw, "decision")["branches"][0].update(when={"fact": "kind"}),
        "steps[*].branches[0].when",
        "wrong",
    ),
    "no condition": (
        lambda raw: of_type(raw, "decision")["branches"][0].pop("when"),
        "steps[*].branches[0].when",
        "missing",
    ),
    "a condition of words": (
        lambda raw: of_type(raw, "decision")["branches"][0].update(when="always"),
        "steps[*].branches[0].when",
        "wrong",
    ),
    "a test that there is not": (
        lambda raw: of_type(raw, "decision")["branches"][0].update(when={"fact": "kind", "is": "odd", "value": "1"}),
        "steps[*].branches[0].when",
        "wrong",
    ),
    "unknown key of a branch": (
        lambda raw: of_type(raw, "decision")["branches"][0].update(then="x"),
        "steps[*].branches[0].then",
        "unknown",
    ),
    "branches of numbers": (lambda raw: of_type(raw, "split").update(branches=[1, 2]), "steps[*].branches", "wrong"),
    "tries in words": (
        lambda raw: of_type(raw, "service").update(retry={"tries": "three", "minutes": 5}),
        "steps[*].retry.tries",
        "wrong",
    ),
    "tries without a pause": (
        lambda raw: of_type(raw, "service").update(retry={"tries": 3}),
        "steps[*].retry.minutes",
        "missing",
    ),
    "separated from numbers": (lambda raw: of_type(raw, "task").update(not_by=[1]), "steps[*].not_by", "wrong"),
    "an unknown heir": (
        lambda raw: of_type(raw, "task").update(otherwise={"to": "me"}),
        "steps[*].otherwise.to",
        "unknown",
    ),
    "values of numbers": (lambda raw: of_type(raw, "service").update(values={"a": 1}), "steps[*].values", "wrong"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_is_not_understood_is_refused_with_its_place(raw: dict[str, Any], spoilt: str) -> None:
    parse(raw)
    spoil, path, why = SPOILT[spoilt]
    spoil(raw)
    with pytest.raises(Malformed) as refused:
        parse(raw)
    number = refused.value.path.partition("[")[2].partition("]")[0]
    assert (refused.value.path, refused.value.why) == (path.replace("*", number, 1), why)


def test_all_that_a_step_may_say_is_read_and_what_it_leaves_out_is_empty() -> None:
    task = {"key": "work", "type": "task", "name": {"ar": "عمل", "en": "Work"}, "performer": {"agency": "moh"}}
    way = {"key": "done", "next": "ask", "effect": "decide"}
    more = {"result": "resolved", "words": {"en": "Done"}, "letter": "thanks", "fields": [{"field": "sum"}]}
    wait = {"key": "ask", "type": "wait", "name": {}, "status": "answered", "days": 5, "outcomes": []}
    end = {"key": "closed", "type": "end", "name": {}}
    rich = {"ladder": "quick", "calendar": "ramadan", "notices": ["begun"], "shown_to_citizen": True}
    apart = {"not_by": ["first"], "otherwise": {"to": "heir", "level": 2}}
    rest = {"key": "rest", "type": "timer", "name": {}, "status": "triage", "days": 1, "next": "ask"}
    full = parse(
        {
            "format": 4,
            "name": {},
            "start": "work",
            "steps": [
                {**task, "status": "triage", "outcomes": [{**way, **more}], **rich, **apart},
                {**wait, "notices": ["asked"], "shown_to_citizen": True},
                {**rest, "shown_to_citizen": True},
                {**end, "result": "noted"},
            ],
        }
    )
    done = Outcome(
        "done", "ask", Effect.DECIDE, {"en": "Done"}, "resolved", "thanks", (FieldAsked("sum"),), answers=True
    )
    words = {"ar": "عمل", "en": "Work"}
    assert [*full.steps.values()] == [
        TaskStep(
            "work",
            words,
            Performer("moh", 0),
            "triage",
            (done,),
            "quick",
            "ramadan",
            ("begun",),
            shown_to_citizen=True,
            not_by=("first",),
            otherwise=Otherwise(Instead.HEIR, level=2),
        ),
        WaitStep("ask", {}, "answered", 5, (), ("asked",), shown_to_citizen=True),
        TimerStep("rest", {}, "triage", 1, "ask", shown_to_citizen=True),
        EndStep("closed", {}, "noted"),
    ]
    bare = {**task, "status": "triage", "outcomes": [way]}
    assert [*parse({"format": 4, "name": {}, "start": "work", "steps": [bare, wait, end]}).steps.values()] == [
        TaskStep(
            "work",
            words,
            Performer("moh", 0),
            "triage",
            (Outcome("done", "ask", Effect.DECIDE, {}, answers=True),),
            "@kind",
            "",
            (),
        ),
        WaitStep("ask", {}, "answered", 5, (), ()),
        EndStep("closed", {}, ""),
    ]


def test_only_a_step_at_which_a_case_can_stand_is_shown_to_its_citizen_and_that_is_yes_or_no() -> None:
    end = {"key": "closed", "type": "end", "name": {}, "shown_to_citizen": True}
    rest = {"key": "rest", "type": "timer", "name": {}, "status": "triage", "days": 1, "next": "closed"}
    for steps, where in (([end], "shown_to_citizen"), ([{**rest, "shown_to_citizen": "yes"}], "shown_to_citizen")):
        with pytest.raises(Malformed) as refused:
            parse({"format": 4, "name": {}, "start": "rest", "steps": steps})
        assert where in refused.value.path


def test_outcomes_that_say_nothing_more_have_no_result_no_letter_and_no_fields() -> None:
    assert Outcome("done", "ask", Effect.DECIDE, {}) == Outcome("done", "ask", Effect.DECIDE, {}, "", "", ())


def test_the_places_that_definitions_name_are_those_that_were_published() -> None:
    assert (ROUTED, CENTRAL, OF_THE_KIND) == ("@routed", "@central", "@kind")


@pytest.mark.parametrize("nonsense", [None, [], "process", 7, {"steps": None}, {"name": {}, "start": "", "steps": [3]}])
def test_nonsense_is_refused_and_nothing_else_is_raised(nonsense: object) -> None:
    with pytest.raises(Malformed) as refused:
        parse(nonsense)
    assert refused.value.why in ("wrong", "missing")


def test_what_is_refused_says_where_and_why() -> None:
    with pytest.raises(Malformed, match=r"^: wrong$") as refused:
        parse([])
    assert (refused.value.path, refused.value.why) == ("", "wrong")


@pytest.mark.parametrize(
    "steps",
    [
        [{"key": "a", "type": "task", "name": {}, "status": "x", "outcomes": {}}],
        [{"key": "a", "type": "task", "name": {}, "agency": "b", "status": "x", "outcomes": {"resolved": ["confirm"]}}],
        [{"key": "a", "type": "decision", "name": {}, "branches": [{"fact": "kind"}], "default": "a"}],
        [{"key": "a", "type": "task", "name": {}, "agency": "b", "status": "x", "outcomes": {}, "letter": "thanks"}],
    ],
)
def test_nonsense_of_format_1_is_refused_too(steps: list[dict[str, Any]]) -> None:
    with pytest.raises(Malformed) as refused:
        parse({"name": {}, "start": "a", "steps": steps})
    assert refused.value.why in ("wrong", "unknown", "missing")
