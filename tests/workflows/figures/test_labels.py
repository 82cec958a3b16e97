"""The words for what figures are split by: a main category is one that is, or was, at the top."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from permissions.agencies.levels import level_name
from tests.workflows.cases.trees import category, publish_tree
from workflows.figures.vocabulary import DIMENSIONS

pytestmark = pytest.mark.django_db


def test_a_main_category_is_chosen_among_those_at_the_top_and_one_that_was_keeps_its_words() -> None:
    publish_tree()
    assert set(DIMENSIONS["top_category"].labels()) == {"complaint.roads", "complaint.water"}
    assert set(DIMENSIONS["category"].labels()) > {"complaint.potholes"}
    below = (category("water", "roads"), category("lights", "roads", retired=True))
    publish_tree(category("roads"), category("potholes"), *below)
    named = DIMENSIONS["top_category"].labels()
    assert set(named) == {"complaint.roads", "complaint.potholes", "complaint.water"}
    assert named["complaint.water"] == "roads ع › water ع"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_level_is_called_in_figures_as_it_is_in_the_inbox(language: str) -> None:
    with override(language):
        assert list(DIMENSIONS["level"].labels().items())[:2] == [("0", level_name(0)), ("1", level_name(1))]
