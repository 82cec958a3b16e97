"""What a process must have before it is published: each sentence of the check by a process that lacks just that."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from tests.conftest import ROOT
from tests.workflows.processes.drawn import draw
from workflows.processes.checks import LONGEST_NAME, MOST_STEPS, check_process
from workflows.processes.standard import STANDARD_PROCESSES

MODULES = ("workflows/processes/checks.py", "workflows/processes/branches.py")


def named(key: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "name": {"ar": f"خطوة {key}", "en": f"Step {key}"}, **rest}


def decides(following: str, key: str = "done") -> dict[str, Any]:
    return {"key": key, "next": following, "effect": "decide", "result": "resolved"}


def task(key: str, following: str, agency: str = "@central") -> dict[str, Any]:
    return named(key, "task", performer={"agency": agency}, status="in_progress", outcomes=[decides(following)])


def whole() -> dict[str, Any]:
    """A process that has steps of every kind and can be published."""
    return {
        "format": 2,
        "name": {"ar": "عملية", "en": "Process"},
        "start": "which",
        "steps": [
            named(
                "which",
                "decision",
                branches=[{"when": {"fact": "kind", "is": "given"}, "next": "rest"}],
                default="rest",
            ),
            named("rest", "timer", status="in_progress", days=1, next="print"),
            named("print", "service", action="print", values={}, next="both"),
            named("both", "split", branches=["left", "right"], join="met"),
            task("left", "met"),
            task("right", "met"),
            named("met", "join", next="find"),
            named("find", "route", found="handle", not_found="sort"),
            named(
                "sort",
                "task",
                performer={"agency": "@central"},
                status="triage",
                outcomes=[{"key": "referred", "next": "handle", "effect": "refer"}],
            ),
            task("handle", "confirm", "@routed"),
            named(
                "confirm",
                "wait",
                status="answered",
                days=5,
                outcomes=[
                    {"key": "accepted", "next": "closed", "effect": "accept"},
                    {"key": "silent", "next": "closed", "effect": "silent"},
                    {"key": "reopened", "next": "handle", "effect": "reopen"},
                ],
            ),
            named("closed", "end"),
        ],
    }


class Steps(dict[str, dict[str, Any]]):
    """The steps of a definition by their keys, and the whole of it as ``raw``."""

    def __init__(self, raw: dict[str, Any]) -> None:
        super().__init__({step["key"]: step for step in raw["steps"]})
        self.raw = raw

    def add(self, step: dict[str, Any]) -> Steps:
        self.raw["steps"].append(step)
        return self

    def drop(self, key: str) -> Steps:
        self.raw["steps"].remove(self[key])
        return self


Spoil = Callable[[Steps], object]


def _inner_splits(it: Steps) -> None:
    """Four splits inside one another."""
    following = "met"
    for number in range(3, -1, -1):
        for side in "xy":
            it.add(task(f"{side}{number}", f"join{number}"))
        branches = [f"x{number}", f"y{number}"] if number == 3 else [f"split{number + 1}", f"y{number}"]
        if number < 3:
            it.raw["steps"] = [step for step in it.raw["steps"] if step["key"] != f"x{number}"]
        it.add(named(f"split{number}", "split", branches=branches, join=f"join{number}"))
        it.add(named(f"join{number}", "join", next=f"join{number - 1}" if number else following))
    it["both"]["branches"] = ["split0", "right"]
    it.drop("left")


def _runs_into_another_join(it: Steps) -> None:
    it["left"]["outcomes"].append(decides("met2", "other"))
    it.add(named("both2", "split", branches=["left2", "right2"], join="met2"))
    it.add(task("left2", "met2"))
    it.add(task("right2", "met2"))
    it.add(named("met2", "join", next="find"))
    it["met"]["next"] = "both2"


SPOILT: dict[str, Spoil] = {
    "The process cannot be read: “start” is missing.": lambda it: it.raw.pop("start"),
    "The process cannot be read: nothing is known of “steps[11].colour”.": lambda it: it["closed"].update(colour="red"),
    "This version was written for a newer release. Upgrade first.": lambda it: it.raw.update(format=3),
    "The process cannot be read: “steps[10].days” is not as it must be.": lambda it: it["confirm"].update(days="5"),
    f"A process has at most {MOST_STEPS} steps; this one has 10012.": lambda it: it.raw["steps"].extend(
        named(f"end_{number}", "end") for number in range(10_000)
    ),
    "Two steps have the key “closed”.": lambda it: it.add(named("closed", "end")),
    "The step key “Été” may only have small Latin letters, digits and underscores.": lambda it: (
        it["closed"].update(key="Été"),
        [way.update(next="Été") for way in it["confirm"]["outcomes"][:2]],
    ),
    "The step “handle” needs a name in Arabic and English.": lambda it: it["handle"].update(name={"en": "Handling"}),
    "The process needs a name in Arabic and English.": lambda it: it.raw.update(name={"ar": "عملية"}),
    f"A name has at most {LONGEST_NAME} letters; that of “handle” has more.": lambda it: it["handle"]["name"].update(
        ar="ا" * 10_000
    ),
    f"A name has at most {LONGEST_NAME} letters; that of “the process” has more.": lambda it: it.raw["name"].update(
        en="x" * 201
    ),
    f"A name has at most {LONGEST_NAME} letters; that of “done” has more.": lambda it: it["handle"]["outcomes"][
        0
    ].update(words={"ar": "ا" * 201, "en": "x"}),
    "The first step “nowhere” does not exist.": lambda it: it.raw.update(start="nowhere"),
    "The process has no end.": lambda it: (
        it.drop("closed"),
        [way.update(next="handle") for way in it["confirm"]["outcomes"]],
    ),
    "No way leads to the step “Step orphan”.": lambda it: it.add(named("orphan", "end")),
    "From the step “Step trap” no way leads to an end.": lambda it: (
        it.add(task("trap", "trap")),
        it["handle"]["outcomes"].append(decides("trap", "trapped")),
    ),
    "The step “Step which” leads back to itself without anyone acting.": lambda it: it["which"].update(default="which"),
    "The step “Step handle” leads by “done” to “nowhere”, which does not exist.": lambda it: it["handle"]["outcomes"][
        0
    ].update(next="nowhere"),
    "The step “Step both” leads by “branch 2” to “nowhere”, which does not exist.": lambda it: it["both"].update(
        branches=["left", "nowhere"]
    ),
    "The step “Step handle” does not say who acts.": lambda it: it["handle"]["performer"].update(agency=""),
    "By “done” a citizen would act, and at the step “Step handle” an officer does.": lambda it: it["handle"].update(
        outcomes=[decides("confirm", "well"), {"key": "done", "next": "confirm", "effect": "accept"}]
    ),
    "“referred” sends the case to another body, but the step behind it has a body of its own.": lambda it: (
        it["sort"]["outcomes"].append(decides("handle")),
        it["sort"]["outcomes"][0].update(next="sort"),
    ),
    "The step “Step sort” sends the case on in two ways; one is enough.": lambda it: it["sort"]["outcomes"].append(
        {"key": "also", "next": "handle", "effect": "refer"}
    ),
    "The step “Step trap” has no outcome.": lambda it: (
        it.add(named("trap", "task", performer={"agency": "@central"}, status="triage", outcomes=[])),
        it["find"].update(not_found="trap"),
    ),
    "The step “Step handle” has the outcome “done” twice.": lambda it: it["handle"]["outcomes"].append(
        decides("confirm")
    ),
    "The outcome “Done” may only have small Latin letters, digits and underscores.": lambda it: it["handle"][
        "outcomes"
    ][0].update(key="Done"),
    "The outcome “done” decides, and does not say with which result.": lambda it: it["handle"]["outcomes"][0].pop(
        "result"
    ),
    "The outcome “accepted” has a result, and decides nothing.": lambda it: it["confirm"]["outcomes"][0].update(
        result="resolved"
    ),
    "The outcome “done” is named in one language only.": lambda it: it["handle"]["outcomes"][0].update(
        words={"en": "Done"}
    ),
    "At the step “Step confirm” the citizen has the word, and one of its outcomes is an officer's.": lambda it: it[
        "confirm"
    ]["outcomes"].append(decides("closed")),
    "The step “Step confirm” must have one way for a citizen to accept the answer.": lambda it: it["confirm"][
        "outcomes"
    ].pop(0),
    "The step “Step confirm” must say once what happens when the citizen stays silent.": lambda it: it["confirm"][
        "outcomes"
    ].append({"key": "still_silent", "next": "closed", "effect": "silent"}),
    "The step “Step confirm” must have one way for a citizen to object.": lambda it: it["confirm"]["outcomes"].pop(2),
    "The step “Step confirm” must wait between 1 and 60 working days.": lambda it: it["confirm"].update(days=61),
    "The step “Step rest” must wait between 1 and 60 working days.": lambda it: it["rest"].update(days=0),
    "The step “Step which” asks nothing: it has no condition.": lambda it: it["which"].update(branches=[]),
    "The step “Step print” does not say what is to be done.": lambda it: it["print"].update(action=""),
    "The step “Step both” must split into two to nine branches.": lambda it: (
        it["both"].update(branches=["left"]),
        it.drop("right"),
    ),
    "The step “Step both” does not say where its branches come together.": lambda it: it["both"].update(join="handle"),
    "At the step “Step lone” the branches of exactly one split must come together.": lambda it: (
        it.add(named("lone", "join", next="find")),
        it["met"].update(next="lone"),
    ),
    "The step “Step left” lies in two branches of “Step both”.": lambda it: it["right"].update(
        outcomes=[decides("met"), decides("left", "over")]
    ),
    "The step “Step both” lies inside a branch and outside of it.": lambda it: it["left"]["outcomes"].append(
        decides("both", "again")
    ),
    "The step “Step left” lies inside a branch and outside of it.": lambda it: (
        it.raw.update(start="left"),
        it["right"]["outcomes"].append(decides("right", "again")),
    ),
    "A branch of “Step both” runs into “Step met2”, where others come together.": _runs_into_another_join,
    "“Step handle” leads into a branch of “Step both” from outside.": lambda it: it["handle"]["outcomes"].append(
        decides("left", "aside")
    ),
    "“Step handle” leads to where the branches of “Step both” come together, and is in none.": lambda it: it["handle"][
        "outcomes"
    ].append(decides("met", "aside")),
    "The step “Step ask” asks the citizen about the whole answer: it cannot lie in a branch.": lambda it: (
        it.add({**copy.deepcopy(it["confirm"]), **named("ask", "wait")}),
        [way.update(next="met") for way in it.raw["steps"][-1]["outcomes"]],
        it["left"]["outcomes"].append(decides("ask", "asked")),
    ),
    "The step “Step x3” lies in more than 3 splits.": _inner_splits,
}


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.mark.parametrize("key", STANDARD_PROCESSES)
def test_the_standard_processes_hang_together(key: str) -> None:
    assert check_process(key, STANDARD_PROCESSES[key]) == []


def test_a_process_of_every_kind_of_step_hangs_together() -> None:
    assert check_process("whole", whole()) == []


@pytest.mark.parametrize("sentence", SPOILT)
def test_what_is_missing_is_said_in_its_own_sentence(sentence: str) -> None:
    raw = whole()
    SPOILT[sentence](Steps(raw))
    assert sentence in check_process("whole", raw)


def sentences_of(module: str) -> set[str]:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {ast.literal_eval(call.args[0]) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"}


def test_every_sentence_of_the_check_has_its_process_here() -> None:
    for module in MODULES:
        for sentence in sentences_of(module) - {"the process"}:
            pattern = re.sub(r"%\\\((\w+)\\\)[sd]|%\((\w+)\)[sd]", ".+", re.escape(sentence).replace("\\%", "%"))
            assert any(re.fullmatch(pattern, said) for said in SPOILT), sentence


@pytest.mark.parametrize("nonsense", [None, [], {}, {"steps": 3}, {"format": 2, "steps": [{}]}, {"steps": [["task"]]}])
def test_nonsense_has_a_sentence_too(nonsense: object) -> None:
    assert len(check_process("whole", nonsense)) == 1


def test_drawn_processes_hang_together() -> None:
    for seed in range(300):
        assert check_process("drawn", draw(seed)) == [], seed
