"""What a tree of categories says, and what is found wrong with one before it is looked up anywhere."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tests.workflows.cases.trees import ROADS, category, tree
from workflows.cases.category_suggested import suggested
from workflows.cases.category_tree import DEEPEST, parse
from workflows.versions.raw import Malformed


def test_what_lies_under_one_stands_behind_it_whatever_the_order_was() -> None:
    found = parse(tree(ROADS[1], ROADS[3], ROADS[0], ROADS[2]))
    assert [each.key for each in found.categories] == ["water", "roads", "potholes", "lights"]
    assert found.paths["potholes"] == ("roads", "potholes")
    assert found.with_others_below == {"roads"}


def test_what_lies_under_something_retired_cannot_be_chosen_either() -> None:
    found = parse(tree(category("roads", retired=True), *ROADS[1:]))
    assert [each.key for each in found.chosen_from] == ["water"]
    with override("en"):
        assert found.in_words("potholes") == "Roads › Potholes"
        assert found.in_words("gone") == "gone"


def test_a_circle_ends() -> None:
    found = parse(tree(category("one", "two"), category("two", "one")))
    assert len(found.path("one")) == 2
    assert [each.key for each in found.categories] == ["one", "two"]


@pytest.mark.parametrize(
    "bent", [{}, {"asked": "sometimes"}, {"categories": [{"key": "x"}]}, {"categories": [7]}, {"colour": "red"}, None]
)
def test_what_is_no_tree_is_refused(bent: object) -> None:
    definition = {**tree(), **bent} if isinstance(bent, dict) and bent else bent
    with pytest.raises(Malformed):
        parse(definition)


def test_words_of_a_request_suggest_categories_the_lower_ones_first() -> None:
    found = parse(
        tree(
            category("streets", en="Streets and cleaning", ar="الشوارع والنظافة"),
            category("potholes", "streets", en="Potholes", ar="حفر الشوارع"),
            category("water", en="Water", ar="المياه"),
        )
    )
    said = [each.key for each in suggested(found, "في شارعنا حفر كثيرة منذ الشتاء، والشوارع مظلمة")]
    assert said[0] == "potholes"
    assert "water" not in said
    assert [each.key for each in suggested(found, "There has been no water for a week")] == ["water"]
    assert suggested(found, "") == []


def test_the_deepest_are_four_in_one_another() -> None:
    assert DEEPEST == 4
