"""How the answer came: which level had the case from when to when, told to the citizen and to officers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from portal.case_shown.climb import climb
from tests.scenes import LADDER, Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Decide, Escalate, Refer, Reopen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.clock.sweep import sweep_clock

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
THURSDAY = SUNDAY + timedelta(days=4)


@pytest.fixture
def land() -> Country:
    return country()


def states(case: Case) -> list[tuple[int, str]]:
    return [(rung.level, rung.state) for rung in climb(list(case.events.select_related("agency").order_by("number")))]


def decide(land: Country, case: Case, who: str = "level1-moh") -> None:
    apply(case.pk, Decide(outcome="resolved", text="حُدّد موعد."), actor=land.actor(who))


def answered_at_level_1(land: Country) -> Case:
    with standing_at(SUNDAY):
        case = file_case()
    with standing_at(SUNDAY + timedelta(days=2, minutes=1)):
        sweep_clock()
    with standing_at(SUNDAY + timedelta(days=3)):
        decide(land, case)
    return case


def test_the_level_that_answered_stands_out(land: Country) -> None:
    case = answered_at_level_1(land)
    assert states(case) == [(0, "past"), (1, "done"), (2, "past")]


def test_a_ladder_published_since_changes_nothing(land: Country) -> None:
    case = answered_at_level_1(land)
    publish_one("ladder", "default", LADDER | {"rungs": [{"level": 1, "after_days": 9}]})
    assert states(case) == [(0, "past"), (1, "done"), (2, "past")]


def test_after_a_referral_the_count_is_the_new_agencys(land: Country) -> None:
    case = file_case()
    apply(case.pk, Escalate(), actor=land.actor("officer-moh"))
    apply(case.pk, Refer(agency="moe", reason="ليس لنا"), actor=land.actor("level1-moh"))
    decide(land, case, "officer-moe")
    assert states(case) == [(0, "done"), (1, "past"), (2, "past")]


def test_without_an_answer_or_a_ladder_there_is_nothing_to_tell(land: Country) -> None:
    assert (states(file_case()), states(file_case(kind="praise"))) == ([], [])


def test_citizen_and_officer_read_it_and_a_reopened_case_shows_where_it_is(land: Country) -> None:
    case = answered_at_level_1(land)
    citizen, officer = Client(), client_of(land, "officer-moh")
    with standing_at(THURSDAY):
        citizen.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
        theirs, ours = (
            page(citizen.get(f"/en/track/{case.tracking}/")),
            page(officer.get(f"/admin/desk/{case.tracking}/")),
        )
        for html in (theirs, ours):
            assert html.count('class="rung done"') == 1
            assert "Sunday <bdi>22</bdi> November <bdi>2026</bdi> to Tuesday <bdi>24</bdi>" in html
            assert "The time passed without an act." in html
        assert "At which level was it answered?" in theirs
        apply(case.pk, Reopen(reason="لم يحدث شيء"), actor=Actor.citizen(case.pk))
        assert 'class="rung done"' not in page(citizen.get(f"/en/track/{case.tracking}/"))
