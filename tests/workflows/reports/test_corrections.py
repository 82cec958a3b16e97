"""What a later edition says otherwise, figure by figure, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from tests.workflows.reports.october import a_thousand_later_acts, at, october
from workflows.reports.corrections import corrected, corrections, later_than
from workflows.reports.document import html_of
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_only_what_changed_is_told_with_its_reason() -> None:
    scene = october()
    early = take_snapshot(period=OCTOBER, cut_off=at(10, 20), actor=Actor.operator)
    first = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    a_thousand_later_acts(scene)
    later = take_snapshot(period=OCTOBER, cut_off=at(11, 3, 9), actor=Actor.operator)
    assert (corrected(later), corrected(early), later_than(early)) == (first, None, [first, later])
    found = corrections(first, later)
    whole = [each for each in found if each.table == "national"]
    assert [(each.before, each.now, each.reason) for each in whole] == [(2, 5, "Answered after the former cut-off.")]
    assert {each.reason for each in corrections(early, first)} == {
        "The period was still going on at the former cut-off."
    }
    assert corrections(first, first) == []
    assert "Answered after the former cut-off." in html_of(later, "en")
