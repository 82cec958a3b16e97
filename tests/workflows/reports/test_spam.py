"""Suspected spam is no request until it is released; what was closed as spam is told apart from all else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, publish_danger_words
from workflows.cases.actions import CloseAsSpam, HoldAgain, Object, Release
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.reports.freezing import count
from workflows.reports.period import parse

pytestmark = pytest.mark.django_db
FILED = datetime(2026, 10, 29, 8, tzinfo=UTC)
NEXT_MONTH = datetime(2026, 11, 1, 8, tzinfo=UTC)
OCTOBER, NOVEMBER = parse("monthly", "2026-10"), parse("monthly", "2026-11")
LATER = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    return country()


def held() -> Case:
    with standing_at(FILED):
        case = file_case(agency="moh", text="عرض خاص وكود خصم: https://a.example https://b.example https://c.example")
    assert case.held
    return case


def figures(month: object, cut_off: datetime = LATER) -> dict[str, int]:
    national = count(month, cut_off).numbers["national"]  # type: ignore[arg-type]  # a period, as parsed above
    return {key: national.get(key, 0) for key in ("received", "pending", "closed", "spam")}


def test_nobody_decided_yet_and_it_is_in_no_figure(land: Country) -> None:
    held()
    assert figures(OCTOBER) == {"received": 0, "pending": 0, "closed": 0, "spam": 0}
    assert count(OCTOBER, LATER).register_rows == 0


def test_released_it_counts_in_the_month_of_its_release(land: Country) -> None:
    case = held()
    with standing_at(NEXT_MONTH):
        apply(case.pk, Release(), actor=land.actor("officer-central"))
    assert figures(OCTOBER) == {"received": 0, "pending": 0, "closed": 0, "spam": 0}
    assert figures(NOVEMBER) == {"received": 1, "pending": 1, "closed": 0, "spam": 0}
    assert (count(OCTOBER, LATER).register_rows, count(NOVEMBER, LATER).register_rows) == (0, 1)


def test_closed_as_spam_it_is_told_apart_and_an_objection_is_a_new_beginning(land: Country) -> None:
    case = held()
    with standing_at(FILED + timedelta(hours=1)):
        apply(case.pk, CloseAsSpam(text="لا طلب فيها"), actor=land.actor("officer-central"))
    assert figures(OCTOBER) == {"received": 0, "pending": 0, "closed": 0, "spam": 1}
    with standing_at(NEXT_MONTH):
        apply(case.pk, Object(reason="بل هو طلب"), actor=Actor.citizen(case.pk))
    assert figures(OCTOBER) == {"received": 0, "pending": 0, "closed": 0, "spam": 1}
    assert figures(NOVEMBER) == {"received": 1, "pending": 1, "closed": 0, "spam": 0}


def test_what_was_undone_never_happened(land: Country) -> None:
    case, unit = held(), land.actor("officer-central")
    with standing_at(FILED + timedelta(minutes=1)):
        apply(case.pk, CloseAsSpam(text="لا طلب فيها"), actor=unit)
    with standing_at(FILED + timedelta(minutes=2)):
        apply(case.pk, HoldAgain(), actor=unit)
    assert figures(OCTOBER) == {"received": 0, "pending": 0, "closed": 0, "spam": 0}


def test_held_for_danger_is_told_apart_and_released_it_counts_as_received(land: Country) -> None:
    publish_danger_words()
    with standing_at(FILED):
        case = file_case(agency="moh", text="المعلم يضرب ابني كل يوم")
    assert case.held
    assert of_danger(OCTOBER) == {"central": (1, 0)}
    assert figures(OCTOBER) == {"received": 0, "pending": 0, "closed": 0, "spam": 0}
    with standing_at(NEXT_MONTH):
        apply(case.pk, Release(note="لعبة بين أطفال"), actor=land.actor("officer-central"))
    assert (of_danger(OCTOBER), of_danger(NOVEMBER)) == ({"central": (1, 0)}, {"central": (0, 1)})
    assert figures(NOVEMBER) == {"received": 1, "pending": 1, "closed": 0, "spam": 0}


def of_danger(month: object) -> dict[str, tuple[int, int]]:
    """How many were held and released, in the row of the unit that looked, and in no other."""
    agencies = count(month, LATER).numbers["agencies"]  # type: ignore[arg-type]  # a period, as parsed above
    told = {code: (row.get("danger_held", 0), row.get("danger_released", 0)) for code, row in agencies.items()}
    return {code: numbers for code, numbers in told.items() if any(numbers)}
