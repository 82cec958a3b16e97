"""Small changes of a process: each leaves one that can be read, and leads where it says."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permissions.actors import Actor
from portal.studio.condition_edits import OF_CONDITIONS
from portal.studio.process_edits import (
    KINDS,
    Asked,
    add_field,
    add_row,
    begin,
    change_choices,
    do_to_row,
    do_to_step,
    in_the_flow,
    insert,
    remove,
    remove_field,
    ways,
)
from portal.studio.process_templates import TEMPLATES
from tests.scenes import Country
from tests.workflows.processes.reviewed import reviewed
from workflows.processes.checks import check_process
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.errors import NothingThere
from workflows.versions.services import as_read, draft, redraft, undo

NAMED = {"name": {"ar": "مسار", "en": "Process"}}
BEGINNINGS = [made() | NAMED for _words, made in TEMPLATES.values()]
BUTTONS = ["add", "remove", "copy", "up", "down", "move", "begin", "add-row", "remove-row", "row-up", "row-down"]
BUTTONS += [*OF_CONDITIONS, "first", "add-field", "remove-field", "add-choice", "remove-choice"]
acts = st.tuples(st.sampled_from(BUTTONS), st.integers(0, 12), st.integers(0, 6), st.sampled_from(KINDS))


def press(definition: dict[str, Any], do: str, place: int, row: int, kind: str) -> None:
    """What a button does, whatever stands there."""
    fields = definition.get("fields", [])
    if do == "first":
        insert(definition, kind, None)
    elif do == "add-field":
        add_field(definition)
    elif do.endswith(("-field", "-choice")):
        if place < len(fields) and do == "remove-field":
            remove_field(definition, place)
        elif place < len(fields):
            change_choices(definition, place, row if do == "remove-choice" else None)
    elif place < len(definition["steps"]):
        if do == "add-row":
            add_row(definition, place)
        elif do in ("remove-row", "row-up", "row-down", *OF_CONDITIONS):
            do_to_row(definition, do, place, row % 2, [row % 3, row % 2][: row % 4])
        else:
            do_to_step(definition, do, place, Asked(kind, row, row + 1))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.lists(acts, max_size=30))
def test_whatever_is_pressed_the_process_can_be_read(beginning: dict[str, Any], pressed: list[Any]) -> None:
    definition = copy.deepcopy(beginning)
    for act in pressed:
        press(definition, *act)
        process = parse(definition)
        assert len(process.steps) == len(definition["steps"]), "no key twice"
        check_process("", definition)


@pytest.mark.django_db
def test_taking_back_any_changes_gives_the_beginning(land: Country) -> None:
    beginning = STANDARD_PROCESSES["complaint"]
    version = draft(subject="process", key="other", definition=beginning, actor=Actor.operator)
    chance = random.Random(7)  # noqa: S311 - nothing secret
    for _press in range(25):
        definition = copy.deepcopy(version.definition)
        press(definition, chance.choice(BUTTONS), chance.randrange(9), chance.randrange(4), chance.choice(KINDS))
        version = redraft(version.pk, definition=definition, note="", read=as_read(version), actor=Actor.operator)
    assert version.definition != beginning
    with pytest.raises(NothingThere):
        while True:
            version = undo(version.pk, read=as_read(version), actor=Actor.operator)
    assert version.definition == beginning


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_step_comes_between(kind: str) -> None:
    definition = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    new = insert(definition, kind, 2, 1)  # behind handling, where it is partly resolved
    handle = definition["steps"][2]
    assert [way.to for way in ways(handle)][:3] == ["confirm", new, "confirm"]
    steps = {step["key"]: step for step in definition["steps"]}
    inside = [step for step in definition["steps"] if step["key"] not in STANDARD_PROCESSES["complaint"]]
    assert kind == "end" or any(way.to == "confirm" for step in inside for way in ways(step))
    assert definition["steps"][3]["key"] == new
    assert steps[new]["type"] == kind


def test_what_led_to_a_step_that_is_taken_away_leads_to_where_it_led() -> None:
    definition = copy.deepcopy(STANDARD_PROCESSES["integrity"])
    remove(definition, 1)  # examination
    assert [way.to for way in ways(definition["steps"][0])] == ["confirm"] * 6
    again = next(way for way in ways(definition["steps"][1]) if way.name == "not_done")
    assert again.to == "confirm"
    begin(definition, 1)
    remove(definition, 1)
    assert definition["start"] == "closed"


def test_a_split_goes_with_its_join() -> None:
    definition = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    insert(definition, "split", 2, 0)
    made = [step["key"] for step in definition["steps"][3:7]]
    assert [step["type"] for step in definition["steps"][3:7]] == ["split", "task", "task", "join"]
    remove(definition, 6)
    steps = {step["key"]: step for step in definition["steps"]}
    assert made[0] not in steps
    assert made[3] not in steps
    assert ways(steps["handle"])[0].to == made[1]
    assert [ways(steps[key])[0].to for key in made[1:3]] == ["confirm", "confirm"]


def test_a_field_that_is_taken_away_is_asked_for_nowhere() -> None:
    definition = TEMPLATES["@two-stages"][1]()
    remove_field(definition, 0)
    assert not any(outcome.get("fields") for step in definition["steps"] for outcome in step.get("outcomes", ()))


def test_what_was_drawn_stands_behind_the_step_that_leads_to_it() -> None:
    raw = reviewed()
    keys = [step["key"] for step in raw["steps"]]
    former = [key for key in keys if key not in ("large", "legal")]
    drawn = {**raw, "steps": [*(step for step in raw["steps"] if step["key"] in former)]}
    drawn["steps"] += [step for step in raw["steps"] if step["key"] not in former]
    found = [step["key"] for step in in_the_flow(drawn, former)]
    at = found.index("handle")
    assert found[at : at + 3] == ["handle", "large", "legal"]
    assert [key for key in found if key in former] == former, "what was there keeps its order"
    assert [step["key"] for step in in_the_flow(drawn, [])] == [step["key"] for step in drawn["steps"]]
