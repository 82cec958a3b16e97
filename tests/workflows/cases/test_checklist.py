"""The checklist of a step: ticked and unticked on record, by two at once, and asked before an outcome."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AskCitizen, Check, Decide, Refer, Reply
from workflows.cases.checklist import points_of, ticked_of
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus
from workflows.cases.selectors import state_of
from workflows.processes.standard import STANDARD_PROCESSES

pytestmark = [pytest.mark.django_db, pytest.mark.both]
POINTS = [
    {"key": "called", "name": {"ar": "اتُّصل بصاحب الطلب", "en": "The citizen was called"}, "required": True},
    {"key": "looked", "name": {"ar": "عوين المكان", "en": "The place was seen"}},
]


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def with_checklist() -> Case:
    """A complaint at a step that has one."""
    definition: dict[str, Any] = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    step = next(each for each in definition["steps"] if each["key"] == "handle")
    step["checklist"] = POINTS
    publish_one("process", "complaint", definition)
    return file_case()


def ticked(case: Case) -> set[str]:
    state = state_of(Case.objects.get(pk=case.pk))
    return set(ticked_of(state, state.open_works[0]))


def test_ticks_stand_in_the_diary_in_one_event_and_are_undone_by_another(land: Country) -> None:
    case, officer = with_checklist(), land.actor("officer-moh")
    due = case.works.get().due
    event = apply(case.pk, Check(tick=("called", "looked")), actor=officer)
    assert {key: event.data[key] for key in ("ticked", "unticked", "entry")} == {
        "ticked": ["called", "looked"],
        "unticked": [],
        "entry": 1,
    }
    assert ticked(case) == {"called", "looked"}
    apply(case.pk, Check(untick=("looked",)), actor=land.actor("staff-moh"))
    assert ticked(case) == {"called"}
    assert case.works.get().due == due, "the count goes on"
    with pytest.raises(NotPossible):
        apply(case.pk, Check(tick=("called",)), actor=officer)
    with pytest.raises(NotPossible):
        apply(case.pk, Check(tick=("unknown",)), actor=officer)
    with pytest.raises(NotAllowed):
        apply(case.pk, Check(tick=("looked",)), actor=land.actor("officer-moe"))


def test_an_answer_waits_for_what_must_be_ticked_and_nothing_else_does(land: Country) -> None:
    case, officer = with_checklist(), land.actor("officer-moh")
    apply(case.pk, Check(tick=("looked",)), actor=officer)
    with pytest.raises(NotPossible, match="اتُّصل بصاحب الطلب"):
        apply(case.pk, Decide(outcome="resolved", text="x"), actor=officer)
    assert not case.messages.filter(kind="decision").exists()
    apply(case.pk, Reply(text="x"), actor=officer)
    apply(case.pk, AskCitizen(text="x"), actor=officer)
    apply(case.pk, Check(tick=("called",)), actor=officer)
    apply(case.pk, Decide(outcome="resolved", text="x"), actor=officer)
    case.refresh_from_db()
    assert case.status == CaseStatus.ANSWERED


def test_it_may_be_sent_on_unticked_and_begins_anew_where_it_arrives(land: Country) -> None:
    case = with_checklist()
    apply(case.pk, Check(tick=("called",)), actor=land.actor("officer-moh"))
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    assert ticked(case) == set()
    with pytest.raises(NotPossible):
        apply(case.pk, Decide(outcome="resolved", text="x"), actor=land.actor("officer-moe"))


def test_a_step_without_one_asks_nothing(land: Country) -> None:
    case = file_case()
    state = state_of(case)
    assert points_of(state, state.open_works[0]) == ()
    with pytest.raises(NotPossible):
        apply(case.pk, Check(tick=("called",)), actor=land.actor("officer-moh"))
    apply(case.pk, Decide(outcome="resolved", text="x"), actor=land.actor("officer-moh"))


def test_two_officers_tick_beside_each_other_on_the_page(land: Country) -> None:
    case = with_checklist()
    first, second = client_of(land, "officer-moh"), client_of(land, "staff-moh")
    place = f"/admin/desk/{case.tracking}/"
    html = page(first.get(place))
    assert "The citizen was called (needed before an outcome)" in html
    assert not re.search(r"Points\s*<span[^>]*>\(optional\)", html), "each point says whether it is needed"
    assert first.post(f"{place}checklist/", {"work": "1", "was": "", "points": ["called"]}).status_code == 302
    assert second.post(f"{place}checklist/", {"work": "1", "was": "", "points": ["looked"]}).status_code == 302
    assert ticked(case) == {"called", "looked"}
    html = page(first.get(place))
    assert html.count("checked") >= 2
    assert "Checklist: ticked" in html
    refused = second.post(f"{place}checklist/", {"work": "1", "was": "", "points": ["nothing"]})
    assert refused.status_code == 422
