"""Groups of conditions are edited by small changes, each of which leaves a condition that can be read."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from permissions.actors import Actor
from portal.admin_screens.condition_words import Offered, in_words
from portal.studio.condition_edits import OF_CONDITIONS, edited, parts_of
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import step_opened, step_sent
from tests.workflows.processes.whole import amount
from workflows.facts.conditions import facts_in, parse_when, raw_of
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version
from workflows.versions.services import draft

Raw = dict[str, Any]
CALL: Raw = {"fact": "channel", "is": "one_of", "value": ["call"]}
NAMED: Raw = {"fact": "agency", "is": "given"}
PLACED: Raw = {"fact": "place", "is": "given"}
NESTED: Raw = {"any": [CALL, {"all": [NAMED, PLACED]}]}


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OF_CONDITIONS), st.lists(st.integers(0, 3), max_size=4)), max_size=30))
def test_whatever_is_pressed_the_condition_can_be_read(pressed: list[tuple[str, list[int]]]) -> None:
    when: Raw = copy.deepcopy(NESTED)
    for do, path in pressed:
        before = copy.deepcopy(when)
        now = edited(when, do, path)
        assert when == before
        assert raw_of(parse_when(now)) == now
        if do in ("condition-up", "condition-down", "condition-out", "condition-in"):
            assert sorted(map(repr, facts_in(parse_when(now)))) == sorted(map(repr, facts_in(parse_when(when))))
        when = now


def test_a_single_test_becomes_a_group_when_another_comes() -> None:
    assert edited(CALL, "add-group", []) == {
        "all": [CALL, {"any": [edited({"all": []}, "add-condition", [])["all"][0]]}]
    }
    assert parts_of(CALL) is None


def test_a_test_is_never_moved_into_another_test() -> None:
    whole = {"all": [CALL, NAMED]}
    assert edited(whole, "condition-in", [1]) == whole
    assert edited(whole, "condition-out", [1]) == whole


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "owner", username="owner")
    return found


def forked(when: Raw) -> Version:
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    branch = {"key": "yes", "name": {}, "when": when, "next": raw["start"]}
    fork = {"key": "fork", "type": "decision", "name": {"ar": "تفريع", "en": "Fork"}, "branches": [branch]}
    raw["steps"].append({**fork, "default": raw["start"]})
    raw["start"] = "fork"
    return draft(subject="process", key="complaint", definition=raw, actor=Actor.operator)


def condition_in(version: Version) -> Raw:
    found: Raw = version.definition["steps"][-1]["branches"][0]["when"]
    return found


@pytest.mark.django_db
def test_groups_of_a_branch_are_shown_kept_and_edited(land: Country) -> None:
    client, version = client_of(land, "owner"), forked(NESTED)
    place = len(version.definition["steps"]) - 1
    html = step_opened(client, version, "fork")
    with override("en"):
        assert f"({in_words(parse_when(NESTED['any'][1]), Offered())})" in html
    step_sent(client, version, "fork", {"step-name_en": "Which way"})
    assert condition_in(version) == NESTED
    step_sent(client, version, "fork", {}, f"condition-down:{place}:0:0")
    assert condition_in(version) == {"any": [NESTED["any"][1], CALL]}
    step_sent(client, version, "fork", {"row-0-when-0-joined": "any"}, f"condition-in:{place}:0:1")
    assert condition_in(version) == {"any": [{"any": [NAMED, PLACED, CALL]}]}
    step_sent(client, version, "fork", {}, f"remove-condition:{place}:0:0")
    assert condition_in(version) == {"any": []}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["²", "9" * 5_000, "", "x:0", "-1:0"])
def test_a_button_that_is_none_changes_nothing(land: Country, path: str) -> None:
    client, version = client_of(land, "owner"), forked(NESTED)
    step_sent(client, version, "fork", {}, f"remove-condition:{path}")
    assert condition_in(version) == NESTED


@pytest.mark.django_db
def test_another_fact_gets_a_test_of_its_own_at_once(land: Country) -> None:
    client, version = client_of(land, "owner"), forked({"fact": "subject_text", "is": "contains_any", "value": ["دين"]})
    version.definition["fields"] = [amount()]
    Version.objects.filter(pk=version.pk).update(definition=version.definition)
    place = len(version.definition["steps"]) - 1
    step_sent(client, version, "fork", {"row-0-when-0-fact": "field.amount"}, f"values:{place}:0")
    assert condition_in(version) == {"fact": "field.amount", "is": "at_least", "value": []}
    html = step_opened(client, version, "fork")
    assert "any of the words" not in html.split("data-condition", 1)[1].split("</fieldset>")[0]


@pytest.mark.django_db
def test_words_stay_where_another_text_is_asked(land: Country) -> None:
    client, version = client_of(land, "owner"), forked({"fact": "subject_text", "is": "contains_any", "value": ["دين"]})
    step_sent(client, version, "fork", {"row-0-when-0-fact": "subject"}, "save")
    assert condition_in(version) == {"fact": "subject", "is": "contains_any", "value": ["دين"]}


@pytest.mark.django_db
def test_a_test_that_stood_alone_stands_alone_again(land: Country) -> None:
    client, version = client_of(land, "owner"), forked(CALL)
    step_sent(client, version, "fork", {"step-name_en": "Which way"})
    assert condition_in(version) == CALL


@pytest.mark.django_db
def test_buttons_say_which_condition_they_are_about(land: Country) -> None:
    html = page(client_of(land, "owner").get(f"/admin/studio/drafts/{forked(NESTED).pk}/edit/?step=fork"))
    for legend in ("Condition 1", "or group 2", "Condition 2.1", "and condition 2.2"):
        assert f">{legend}</legend>" in " ".join(html.split()).replace("> ", ">").replace(" <", "<")
    assert 'Out of the group<span class="sr">: 2.2</span>' in html.replace("\n", "")
