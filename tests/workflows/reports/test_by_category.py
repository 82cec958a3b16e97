"""Reports count by category, each with all that lies under it, as it was when the period ended."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, file_case
from tests.workflows.cases.trees import publish_tree
from tests.workflows.reports.october import at
from workflows.cases.actions import SetCategory
from workflows.cases.lifecycle import apply
from workflows.reports.document import categories
from workflows.reports.freezing import count
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)


@pytest.fixture
def filed(land: Country) -> Country:
    """A pothole, a lamp and water in October, and one that nobody put anywhere."""
    publish_tree()
    for day, category in enumerate(("potholes", "lights", "water", ""), 5):
        with standing_at(at(10, day)):
            last = file_case(category=category)
    with standing_at(at(11, 4)):
        apply(last.pk, SetCategory(category="water"), actor=land.actor("officer-moh"))
    return land


def test_a_category_has_in_it_what_lies_under_it(filed: Country) -> None:
    found = count(OCTOBER, OCTOBER.end)
    received = {code: figures["received"] for code, figures in found.numbers["categories"].items()}
    assert received == {"complaint.roads": 2, "complaint.potholes": 1, "complaint.lights": 1, "complaint.water": 1}
    assert found.names["categories"]["complaint.lights"]["en"] == "Roads › Lights"


def test_what_is_set_after_the_end_changes_no_edition(filed: Country) -> None:
    assert count(OCTOBER, OCTOBER.end).numbers["categories"] == count(OCTOBER, at(11, 20)).numbers["categories"]
    november = count(Period(2026, 11), at(11, 20))
    assert november.numbers["categories"]["complaint.water"]["pending"] == 2


def test_a_snapshot_keeps_them_as_they_were_called_and_one_of_before_has_none(filed: Country) -> None:
    with standing_at(at(11, 20)):
        snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    publish_tree()
    with override("en"):
        rows = [(row["name"], row["received"].part, row["received"].percent) for row in categories(snapshot)]
        assert rows == [("Roads", 2, 50), ("Roads › Potholes", 1, 25), ("Roads › Lights", 1, 25), ("Water", 1, 25)]
        assert categories(Snapshot(kind=ReportKind.MONTHLY, numbers={}, names={})) == []
