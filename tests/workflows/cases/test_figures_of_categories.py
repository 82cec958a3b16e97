"""A request that was filed under a category is counted under it, at whatever depth and with the longest of keys."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tests.scenes import Country, file_case
from tests.workflows.cases.trees import category, publish_tree
from workflows.cases.actions import SetCategory
from workflows.cases.lifecycle import apply
from workflows.figures.measure import Condition
from workflows.figures.models import FOREVER, Standing
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Reach, reckon

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LONG = "a-category-whose-key-is-as-long-as-may-be"[:40]


@pytest.mark.parametrize(("split", "words"), [("top_category", "Roads"), ("category", "Roads › Potholes")])
def test_what_is_filed_and_what_is_set_later_are_counted_by_their_names(land: Country, split: str, words: str) -> None:
    publish_tree(category("roads"), category("potholes", "roads"), category(LONG))
    file_case(category="potholes")
    other = file_case(category=LONG)
    apply(other.pk, SetCategory(category="potholes"), actor=land.actor("officer-moh"))
    filters = (Condition(split, is_in=("complaint.roads" if split == "top_category" else "complaint.potholes",)),)
    with override("en"):
        table = reckon(
            Question(measures=("received",), period=Period("this_month"), rows=(split,), filters=filters), Reach()
        )
    assert [(row.words, table.by_row[row.parts, "received"].top) for row in table.rows] == [((words,), 2)]


def test_the_longest_key_is_kept_whole(land: Country) -> None:
    publish_tree(category(LONG))
    case = file_case(category=LONG)
    assert Standing.objects.get(case=case, until=FOREVER).category == LONG
