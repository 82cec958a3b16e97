"""What a process must have before it is published: each sentence of the check by a process that lacks just that."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest
from django.utils import translation

from tests.conftest import ROOT
from tests.workflows.processes.drawn import draw
from tests.workflows.processes.spoilt import BESIDE, SPOILT
from tests.workflows.processes.whole import (
    Spoil,
    Steps,
    decides,
    inner_splits,
    named,
    runs_into_another_join,
    task,
    whole,
)
from workflows.processes.checks import MOST_STEPS, check_process
from workflows.processes.standard import STANDARD_PROCESSES

MODULES = tuple(f"workflows/processes/{name}.py" for name in ("checks", "branches", "filling"))


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
    assert sorted(check_process("whole", raw)) == sorted([sentence, *BESIDE.get(sentence, ())])


LONG = "É" * 70


def _named_at_length(it: Steps, length: int) -> None:
    """All names there are of so many letters."""
    for words in (it.raw["name"], *(step["name"] for step in it.values())):
        words.update(ar="ا" * length, en="x" * length)
    it["handle"]["outcomes"][0].update(words={"ar": "ا" * length, "en": "x" * length})


FURTHER: list[tuple[Spoil, list[str]]] = [
    (lambda it: _named_at_length(it, 200), []),
    (
        lambda it: (it["closed"].update(key=LONG), [way.update(next=LONG) for way in it["confirm"]["outcomes"][:2]]),
        [f"The step key “{LONG[:60]}” may only have small Latin letters, digits and underscores."],
    ),
    (
        lambda it: it["handle"]["outcomes"][0].update(key=LONG),
        [f"The outcome “{LONG[:60]}” may only have small Latin letters, digits and underscores."],
    ),
    (
        lambda it: it["handle"]["outcomes"][0].update(key="x" * 70, result=""),
        [
            f"The outcome “{'x' * 60}” may only have small Latin letters, digits and underscores.",
            f"The outcome “{'x' * 60}” decides, and does not say with which result.",
        ],
    ),
    (
        lambda it: (it["handle"].update(name={}), it["handle"]["performer"].update(agency="")),
        [
            "The step “handle” needs a name in Arabic.",
            "The step “handle” does not say who acts.",
            "“referred” sends the request to another agency, but the step behind it has an agency of its own.",
        ],
    ),
    (
        lambda it: it["sort"]["outcomes"][0].update(next="confirm"),
        ["“referred” sends the request to another agency, but the step behind it has an agency of its own."],
    ),
    (
        lambda it: it["handle"]["outcomes"][0].update(words={"en": "Done"}),
        ["The outcome “done” needs a name in Arabic."],
    ),
    (lambda it: it["handle"].update(name={"en": "Study"}), ["The step “Study” needs a name in Arabic."]),
    (
        lambda it: (it["find"].update(found="which"), it["which"].update(default="find")),
        ["The step “Step which” leads back to itself without anyone acting."],
    ),
    (lambda it: it["print"].update(retry={"tries": 1, "minutes": 1}), []),
    (lambda it: it["print"].update(retry={"tries": 10, "minutes": 1440}), []),
    (lambda it: it["confirm"].update(days=1), []),
    (lambda it: it["confirm"].update(days=60), []),
    (lambda it: it["confirm"].update(days=0), ["The step “Step confirm” must wait between 1 and 60 working days."]),
    (lambda it: _split_into(it, 6), []),
    (lambda it: _split_into(it, 7), ["The step “Step both” must split into two to six branches."]),
]
"""Where a sentence begins and ends: what is just allowed, and what is said beside it or cut short."""


def _split_into(it: Steps, count: int) -> None:
    for number in range(3, count + 1):
        it.add(task(f"way_{number}", "met"))
        it["both"]["branches"].append(f"way_{number}")


@pytest.mark.parametrize("number", range(len(FURTHER)))
def test_what_is_just_allowed_is_not_refused_and_what_is_refused_says_no_more_than_it_must(number: int) -> None:
    raw, (spoil, sentences) = whole(), FURTHER[number]
    spoil(Steps(raw))
    assert sorted(check_process("whole", raw)) == sorted(sentences)


def test_a_branch_with_a_split_of_its_own_may_not_run_into_another_join_either() -> None:
    raw = whole()
    runs_into_another_join(Steps(raw))
    it = (
        Steps(raw).add(named("both3", "split", branches=["x", "y"], join="met3")).add(named("met3", "join", next="met"))
    )
    it.add(task("x", "met3")).add(task("y", "met3"))["left"]["outcomes"][0].update(next="both3")
    assert "A branch of “Step both” runs into “Step met2”, where others come together." in check_process("whole", raw)


def test_one_end_closes_several_branches_and_the_whole_however_deep() -> None:
    raw = whole()
    it = Steps(raw)
    for key in ("left", "right"):
        it[key]["outcomes"].append(decides("closed", "dropped"))
    assert check_process("whole", raw) == []
    inner_splits(it)
    Steps(raw)["x3"]["outcomes"].append(decides("closed", "dropped"))
    assert [said for said in check_process("whole", raw) if "closed" in said] == []


def test_two_hundred_steps_are_not_too_many() -> None:
    raw = whole()
    raw["steps"] += [named(f"end_{number}", "end") for number in range(200 - len(raw["steps"]))]
    assert len(raw["steps"]) == MOST_STEPS
    assert not any(sentence.startswith("A process has at most") for sentence in check_process("whole", raw))


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
