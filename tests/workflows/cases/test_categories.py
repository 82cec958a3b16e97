"""Categories: published as a tree, chosen, set, asked for by rules and ladders, and read when they ended."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from tests.scenes import Country, file_case, publish_one
from tests.workflows.cases.trees import ROADS, category, publish_tree, tree
from tests.workflows.clock.november import ladder, rungs
from workflows.cases.actions import SetCategory
from workflows.cases.categories import all_in_words, names_of, trees_in_force
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.cases.past import NotKept, facts_then
from workflows.facts.conditions import Value
from workflows.notifications.to_citizens_and_staff import values
from workflows.outbox.models import OutboxEntry
from workflows.trial.examples import _life_as_json
from workflows.trial.examples import life_of as life_of_example
from workflows.trial.life import life_of
from workflows.trial.models import ProcessExample
from workflows.versions.errors import NotPublishable, StillNamed
from workflows.versions.publishable import publishable
from workflows.versions.references import problems
from workflows.versions.selectors import published
from workflows.versions.services import republish, retire

pytestmark = pytest.mark.django_db
ASKS_FOR_ROADS = {"fact": "category", "is": "one_of", "value": ["complaint.roads"]}


def route_by(when: dict[str, Any]) -> None:
    """A general table whose first rule asks for a category."""
    rule = {"key": "roads", "name": {"ar": "طرق", "en": "Roads"}, "when": {"all": [when]}, "to": {"agency": "moe"}}
    publish_one("routing", "main", {"format": 2, "name": {"ar": "عام", "en": "Main"}, "rules": [rule]})


def opened(case: Case) -> dict[str, Any]:
    return dict(CaseEvent.objects.get(case=case, number=1).data)


def test_what_was_chosen_is_a_column_and_its_path_stands_in_the_diary(land: Country) -> None:
    publish_tree()
    case = file_case(category="potholes")
    assert Case.objects.get(pk=case.pk).category == "potholes"
    assert opened(case)["category"] == ["complaint.roads", "complaint.potholes"]
    assert opened(case)["tree"] == 1
    assert "category" not in opened(file_case())


@pytest.mark.parametrize("chosen", ["atlantis", "old"])
def test_what_is_not_there_or_retired_is_refused_at_the_door(land: Country, chosen: str) -> None:
    publish_tree(*ROADS, category("old", retired=True))
    with pytest.raises(NotPossible):
        file_case(category=chosen)
    with pytest.raises(NotPossible):
        file_case(kind="inquiry", category="roads")
    assert not Case.objects.exists()


def test_a_rule_for_a_category_takes_what_lies_below_it(land: Country) -> None:
    publish_tree()
    route_by(ASKS_FOR_ROADS)
    below, beside, none = (file_case(category=each, agency=None) for each in ("potholes", "water", ""))
    assert below.agency.code == "moe"
    assert beside.agency.code != "moe"
    assert none.agency.code != "moe"
    assert opened(below)["read"]["category"] == ["complaint.roads", "complaint.potholes"]


def test_staff_set_it_and_the_diary_says_from_what_to_what(land: Country) -> None:
    publish_tree()
    case = file_case(category="water")
    apply(case.pk, SetCategory(category="lights"), actor=land.actor("officer-moh"))
    event = CaseEvent.objects.get(case=case, verb="category_set")
    assert event.data["from"] == ["complaint.water"]
    assert event.data["to"] == ["complaint.roads", "complaint.lights"]
    assert Case.objects.get(pk=case.pk).category == "lights"
    for wrong in ("lights", "atlantis", ""):
        with pytest.raises(NotPossible):
            apply(case.pk, SetCategory(category=wrong), actor=land.actor("officer-moh"))
    with pytest.raises(NotAllowed):
        apply(case.pk, SetCategory(category="water"), actor=land.actor("officer-moe"))


def test_a_kind_without_a_tree_has_no_category(land: Country) -> None:
    case = file_case()
    with pytest.raises(NotPossible):
        apply(case.pk, SetCategory(category="roads"), actor=land.actor("officer-moh"))


def test_a_ladder_for_a_category_counts_what_lies_below_it_and_the_lower_one_wins(land: Country) -> None:
    publish_tree()
    for key, named in (("for-roads", "roads"), ("for-lights", "lights")):
        applies = {"categories": [f"complaint.{named}"]}
        publish_one("ladder", key, ladder(rungs=rungs(1, 1), applies=applies))
    case = file_case(category="water")
    assert case.works.get().ladder == "default"
    apply(case.pk, SetCategory(category="potholes"), actor=land.actor("officer-moh"))
    assert case.works.get().ladder == "for-roads"
    apply(case.pk, SetCategory(category="lights"), actor=land.actor("officer-moh"))
    assert case.works.get().ladder == "for-lights"
    assert file_case(category="lights").works.get().ladder == "for-lights"
    unknown = ladder(rungs=rungs(1, 1), applies={"categories": ["complaint.atlantis"]})
    assert any("complaint.atlantis" in each for each in problems("ladder", "other", unknown))


def test_what_a_request_has_is_retired_and_not_removed(land: Country) -> None:
    publish_tree()
    case = file_case(category="potholes")
    without = tree(ROADS[0], ROADS[2], ROADS[3])
    with override("en"), pytest.raises(NotPublishable, match="1 request has it"):
        publish_one("categories", "complaint", without)
    publish_tree(ROADS[0], category("potholes", "roads", retired=True), *ROADS[2:])
    with override("en"):
        assert names_of("complaint", "potholes") == "Roads › Potholes"
        assert "Roads › Potholes (retired)" in all_in_words().values()
    apply(case.pk, SetCategory(category="lights"), actor=land.actor("officer-moh"))
    with override("en"), pytest.raises(NotPublishable, match="hidden requests may have it"):
        publish_one("categories", "complaint", without)


def test_no_number_tells_of_the_category_of_a_hidden_request(land: Country) -> None:
    publish_tree()
    without = tree(ROADS[0], ROADS[2], ROADS[3])
    before = problems("categories", "complaint", without)
    hidden = Case.objects.filter(pk=file_case(category="potholes").pk)
    hidden.update(guarded=True)
    assert problems("categories", "complaint", without) == before
    hidden.update(guarded=False)
    assert problems("categories", "complaint", without) != before


def test_what_a_rule_names_is_not_removed_without_naming_the_rule(land: Country) -> None:
    publish_tree()
    route_by(ASKS_FOR_ROADS)
    with override("en"), pytest.raises(NotPublishable, match=r"rule “.?Roads"):
        publish_one("categories", "complaint", tree(ROADS[3]))
    with pytest.raises(StillNamed):
        retire(published("categories", "complaint").pk, actor=Actor.operator)
    retired = tree(category("roads", retired=True), *ROADS[1:])
    with override("en"):
        (warned,) = publishable("categories").warnings("complaint", retired)
    assert "Roads" in warned
    publish_one("categories", "complaint", retired)
    with override("en"):
        found = problems("routing", "main", published("routing", "main").definition)
    assert found == []


def test_a_rule_for_what_no_tree_has_cannot_be_published(land: Country) -> None:
    publish_tree()
    with pytest.raises(NotPublishable, match="atlantis"):
        route_by({**ASKS_FOR_ROADS, "value": ["complaint.atlantis"]})


def test_undo_brings_a_former_tree_back_unless_somebody_has_chosen_what_it_lacks(land: Country) -> None:
    publish_tree()
    first = published("categories", "complaint")
    publish_tree(*ROADS, category("parks"))
    republish(first.pk, actor=Actor.operator)
    tree_now = trees_in_force().get("complaint")
    assert tree_now is not None
    assert tree_now.get("parks") is None
    publish_tree(*ROADS, category("parks"))
    file_case(category="parks")
    with pytest.raises(NotPublishable):
        republish(first.pk, actor=Actor.operator)


def test_where_the_tree_has_ended_what_was_chosen_is_read_on(land: Country) -> None:
    publish_tree()
    case = file_case(category="lights")
    retire(published("categories", "complaint").pk, actor=Actor.operator)
    assert trees_in_force().get("complaint") is None
    with override("en"):
        assert names_of("complaint", "lights") == "Roads › Lights"
    with pytest.raises(NotPossible):
        apply(case.pk, SetCategory(category="water"), actor=land.actor("officer-moh"))


@pytest.mark.parametrize(
    ("bent", "says"),
    [
        ([category("Roads!")], "key of the category"),
        ([category("roads"), category("roads")], "Two categories have the key"),
        ([category("roads", "sky")], "lies under nothing"),
        ([category("a"), category("b", "a"), category("c", "b"), category("d", "c"), category("e", "d")], "too deep"),
        ([category("roads", ar="")], "needs a name"),
        ([category("roads", en="x" * 101)], "more than 100 letters"),
        ([category("one", en="Roads"), category("two", en="roads ")], "beside each other"),
        ([category(f"c{number}") for number in range(501)], "at most 500"),
    ],
)
def test_what_is_wrong_with_a_tree_is_said(land: Country, bent: list[dict[str, Any]], says: str) -> None:
    with override("en"):
        found = problems("categories", "complaint", tree(*bent))
    assert any(says in each for each in found), found


def test_a_form_cannot_demand_what_nobody_can_choose(land: Country) -> None:
    with override("en"):
        found = problems("categories", "complaint", {**tree(asked="required"), "categories": []})
        assert problems("categories", "complaint", {"name": {}}) != []
    assert found == ["The form must be answered with a category, and there is none to choose."]


def test_a_letter_names_it_and_the_kind_where_there_is_none(land: Country) -> None:
    publish_tree()
    said = {}
    for chosen in ("lights", ""):
        case = file_case(category=chosen)
        with override("en"):
            said[chosen] = str(values(OutboxEntry.objects.filter(case=case)[0], case)["category"])
    assert "Roads › Lights" in said["lights"]
    assert "complaint" in said[""]


def test_the_past_reads_it_as_it_stood_then(land: Country) -> None:
    publish_tree()
    case = file_case(category="water")
    apply(case.pk, SetCategory(category="potholes"), actor=land.actor("officer-moh"))
    events = list(CaseEvent.objects.filter(case=case).order_by("number"))
    life = life_of(events, {})
    potholes: Value = ("complaint.roads", "complaint.potholes")
    assert [life.category(number) for number in (1, events[-1].number)] == [("complaint.water",), potholes]
    assert not life.is_sealed("category")
    kept = ProcessExample(life=json.loads(json.dumps(_life_as_json(life, ["category"]))))
    assert life_of_example(kept).categories == life.categories
    assert facts_then(events[0], lambda name: name)("category") == ("complaint.water",)
    with pytest.raises(NotKept):
        facts_then(events[-1], lambda name: name)("category")
