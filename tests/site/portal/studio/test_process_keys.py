"""Steps and fields are keyed by their words once they have any, and what names them in the draft follows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.actors import Actor
from portal.studio.process_keys import with_keys
from portal.studio.process_templates import TEMPLATES
from tests.scenes import Country, file_case
from tests.site.portal.studio.drafting import before_them, begun, filled, send, step_opened, step_sent
from tests.workflows.processes.whole import whole
from tests.workflows.trial.past_lives import decide
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.trial.examples import all_tried, keep
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
REVIEW = {"step-name_ar": "مراجعة", "step-name_en": "Legal review"}


def steps_of(version: Version) -> dict[str, Any]:
    version.refresh_from_db()
    return {step["key"]: step for step in version.definition["steps"]}


def with_step(client: Client, kind: str = "task") -> Version:
    """A draft of complaints with one new step behind an answer."""
    version = begun(client, "process", "complaint")
    step_sent(client, version, "handle", {"row-0-next": f"+{kind}"})
    return version


def test_a_step_gets_the_key_of_its_words_when_it_is_named_and_what_names_it_follows(
    land: Country, owner: Enter
) -> None:
    client = owner("owner")
    version = with_step(client)
    step_sent(client, version, "confirm", {"row-0-next": "task_1"})
    step_sent(client, version, "task_1", {}, "begin:3")
    named = step_sent(client, version, "task_1", REVIEW)
    assert named["Location"].endswith("?step=legal_review#step-legal_review"), "it is still open"
    steps = steps_of(version)
    assert "task_1" not in steps
    assert version.definition["start"] == "legal_review"
    assert [steps[key]["outcomes"][0]["next"] for key in ("handle", "confirm")] == ["legal_review"] * 2
    html = BeautifulSoup(step_opened(client, version, "legal_review"), "lxml")
    assert [each.text.strip("\u2068\u2069") for each in html.select("details:not([open]) [data-key]")] == [
        "legal_review"
    ]
    step_sent(client, version, "legal_review", {"step-name_en": "Another look"})
    assert steps_of(version)["legal_review"]["name"]["en"] == "Another look", "other words are no other key"


def test_whoever_did_it_is_still_kept_from_the_step_behind_it(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_step(client)
    step_sent(client, version, "task_1", {"row-0-next": "+task"})
    step_sent(client, version, "task_2", {"step-not_by": ["task_1"]})
    step_sent(client, version, "task_1", REVIEW)
    assert steps_of(version)["task_2"]["not_by"] == ["legal_review"]


def test_what_is_saved_while_one_types_makes_no_key(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_step(client)
    values = filled(step_opened(client, version, "task_1"))
    values.pop("read")
    assert send(client, version, {**values, "step-name_en": "Leg"}, "auto").status_code == 200
    assert steps_of(version)["task_1"]["name"]["en"] == "Leg"
    send(client, version, {**values, **REVIEW}, "close")
    assert "legal_review" in steps_of(version)


def test_the_history_names_it_by_its_key_too(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_step(client)
    step_sent(client, version, "task_1", REVIEW)
    count = version.steps.count()
    steps_sent = [do for do in ("undo", "undo", "redo", "redo") if step_sent(client, version, "", {}, do)]
    assert (len(steps_sent), version.steps.count()) == (4, count)
    assert steps_of(version)["legal_review"]["name"] == {"ar": "مراجعة", "en": "Legal review"}
    step_sent(client, version, "", {}, "undo")
    assert steps_of(version)["legal_review"]["name"] == {}, "the step before, and no number in it"


def test_a_published_step_keeps_its_key(land: Country, owner: Enter) -> None:
    client, second = owner("owner"), owner("owner2")
    version = with_step(client)
    raw = copy.deepcopy(version.definition)
    next(step for step in raw["steps"] if step["key"] == "task_1")["name"] = {"ar": "مراجعة", "en": "Legal review"}
    Version.objects.filter(pk=version.pk).update(definition=raw)
    version.refresh_from_db()
    second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version))
    version.refresh_from_db()
    assert version.status == "published"
    again = begun(client, "process", "complaint")
    step_sent(client, again, "task_1", {"step-name_en": "Second look"})
    assert steps_of(again)["task_1"]["name"]["en"] == "Second look"
    step_sent(client, again, "task_1", {}, "remove:3")
    step_sent(client, again, "handle", {"row-0-next": "+task"})
    step_sent(client, again, "task_1", {"step-name_ar": "ختم", "step-name_en": "Stamp"})
    assert "task_1" in steps_of(again), "running requests know a step by this key"


def test_the_key_of_a_published_step_that_is_gone_is_given_to_no_other(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_step(client)
    other = with_step(client)
    step_sent(client, other, "task_1", {"step-name_ar": "دراسة", "step-name_en": "Handle"})
    assert "task_1" in steps_of(other), "another draft has it too: which of them an example means is not known"
    version.delete()
    step_sent(client, other, "task_1", {})
    assert "handle_2" in steps_of(other)


def test_two_of_the_same_words_and_one_in_arabic_alone_have_keys_of_their_own(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_step(client)
    step_sent(client, version, "task_1", {"step-name_ar": "المراجعة القانونيّة"})
    step_sent(client, version, "handle", {"row-1-next": "+task"})
    step_sent(client, version, "task_1", {"step-name_ar": "المراجعة القانونيّة"})
    assert {"mrajaa_qanwnya", "mrajaa_qanwnya_2"} <= steps_of(version).keys()
    step_sent(client, version, "handle", {"row-2-next": "+timer"})
    step_sent(client, version, "timer_1", {"step-name_ar": "؟"})
    assert "timer_1" in steps_of(version), "no letter of it can be written in Latin ones"


def test_a_field_gets_the_key_of_its_words_wherever_it_is_asked(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    step_sent(client, version, "@fields", {}, "add-field")
    step_sent(client, version, "triage", {"row-1-asks-field_1": "must"})
    assert steps_of(version)["triage"]["outcomes"][1]["fields"] == [{"field": "field_1"}]
    step_sent(client, version, "@fields", {"field-0-name_ar": "المبلغ", "field-0-name_en": "Amount"})
    version.refresh_from_db()
    assert [field["key"] for field in version.definition["fields"]] == ["amount"]
    assert steps_of(version)["triage"]["outcomes"][1]["fields"] == [{"field": "amount"}]
    step_sent(client, version, "@fields", {"field-0-name_en": "Sum"})
    version.refresh_from_db()
    assert [field["key"] for field in version.definition["fields"]] == ["amount"]


def test_an_example_goes_on_to_lead_to_the_step(land: Country, owner: Enter) -> None:
    case = file_case(agency="moh")
    decide(case)
    client = owner("owner")
    version = with_step(client)
    raw = copy.deepcopy(version.definition)
    next(step for step in raw["steps"] if step["key"] == "task_1")["name"] = {"ar": "مراجعة"}
    Version.objects.filter(pk=version.pk).update(definition=raw)
    version.refresh_from_db()
    example = keep(version, case.pk, name="صغيرة", wanted="after", blocks=False, actor=Actor.operator)
    assert "task_1" in example.road["trail"]
    step_sent(client, version, "task_1", REVIEW)
    example.refresh_from_db()
    assert "legal_review" in example.road["trail"]
    assert "task_1" not in str(example.road)
    assert [each.sentence for each in all_tried("complaint", version.definition)] == [""]


EVERY = [
    *STANDARD_PROCESSES.values(),
    *(made() | {"name": {"ar": "مسار"}} for _words, made in TEMPLATES.values()),
    whole(),
]


@pytest.mark.parametrize("definition", EVERY, ids=range(len(EVERY)))
def test_every_process_with_other_keys_is_the_same_process(definition: dict[str, Any]) -> None:
    steps = {step["key"]: f"s_{number}" for number, step in enumerate(definition["steps"])}
    fields = {field["key"]: f"f_{number}" for number, field in enumerate(definition.get("fields", ()))}
    renamed = with_keys(definition, steps, fields)
    process, other = parse(definition), parse(renamed)
    assert list(other.steps) == list(steps.values())
    assert {(steps[step.key], way, steps[to]) for step in process.steps.values() for way, to in step.follows()} == {
        (step.key, way, to) for step in other.steps.values() for way, to in step.follows()
    }
    back = with_keys(renamed, {new: key for key, new in steps.items()}, {new: key for key, new in fields.items()})
    assert back == with_keys(definition, {key: key for key in steps}, {})


def test_a_condition_a_performer_and_a_flag_ask_for_the_field_by_its_new_key() -> None:
    task = {"key": "a", "type": "task", "name": {}, "performer": {"agency": "@fact:field.field_1"}, "outcomes": []}
    one = {"fact": "field.field_1", "is": "one_of", "value": ["yes"]}
    branch = {"key": "b", "when": {"any": [one, {"all": [one]}]}, "next": "a"}
    fork = {"key": "f", "type": "decision", "name": {}, "branches": [branch], "default": "a"}
    flag = {"key": "c", "type": "service", "name": {}, "action": "flag", "next": "a"}
    values = {"field": "field_1", "value": "field_1"}
    definition = {
        "format": 4,
        "name": {},
        "start": "a",
        "fields": [{"key": "field_1", "name": {}, "type": "yes_no"}],
        "steps": [{**task, "status": "in_progress"}, fork, {**flag, "values": values}],
    }
    renamed = with_keys(definition, {}, {"field_1": "agreed"})
    a, f, c = renamed["steps"]
    other = {**one, "fact": "field.agreed"}
    assert a["performer"] == {"agency": "@fact:field.agreed"}
    assert f["branches"][0]["when"] == {"any": [other, {"all": [other]}]}
    assert c["values"] == {"field": "agreed", "value": "field_1"}
