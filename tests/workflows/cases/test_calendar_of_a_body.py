"""Which calendar a body works by: its own, that of the nearest body above, or the country's."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from permissions.access.selectors import held_by
from permissions.agencies.models import Agency
from permissions.now import now, standing_at
from portal.desk.known import calendar_of_reader
from tests.scenes import CALENDAR, Country, country, file_case, publish_one
from workflows.cases.models import Case
from workflows.cases.rules import Rules
from workflows.deadlines.models import Deadline
from workflows.versions.models import Version, VersionStatus

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")
EVERY_DAY: dict[str, Any] = CALENDAR | {"weekend": []}
NO_WEDNESDAY: dict[str, Any] = CALENDAR | {"weekend": [2]}


@pytest.fixture
def land() -> Country:
    found = country()
    ministry = Agency.objects.create(code="ministry", name={"ar": "الوزارة", "en": "The ministry"})
    above = Agency.objects.create(code="above", name={"ar": "فوقها", "en": "Above it"})
    Agency.objects.filter(pk=ministry.pk).update(parent=above)
    Agency.objects.filter(code="moh").update(parent=ministry)
    return found


def weekend_of(land: Country, code: str = "moh") -> frozenset[int]:
    """As the clock and the inbox of its officer find it, which must be the same."""
    weekend = Rules(at=now()).calendar(land.agencies[code].pk).weekend
    held = held_by(land.people[f"officer-{code}"].pk, at=now())
    assert calendar_of_reader(held).weekend == weekend
    return weekend


def test_a_body_has_its_own_or_the_nearest_above_or_the_countrys(land: Country) -> None:
    assert weekend_of(land) == {4, 5}
    publish_one("calendar", "above", EVERY_DAY)
    assert [weekend_of(land), weekend_of(land, "moe")] == [frozenset[int](), frozenset({4, 5})]
    publish_one("calendar", "ministry", NO_WEDNESDAY)
    assert weekend_of(land) == {2}
    publish_one("calendar", "moh", CALENDAR | {"weekend": [6]})
    assert [weekend_of(land), weekend_of(land, "moe")] == [frozenset({6}), frozenset({4, 5})]
    Version.objects.filter(key="moh").update(status=VersionStatus.RETIRED)
    assert weekend_of(land) == {2}


def test_the_count_goes_by_it_and_names_it(land: Country) -> None:
    publish_one("calendar", "moh", EVERY_DAY)
    with standing_at(datetime(2026, 11, 5, 10, 20, tzinfo=AMMAN)):
        mine, others = file_case(), file_case(agency="moe")
    assert Case.objects.get(pk=mine.pk).due == datetime(2026, 11, 7, 10, 20, tzinfo=AMMAN)
    assert Case.objects.get(pk=others.pk).due == datetime(2026, 11, 9, 10, 20, tzinfo=AMMAN)
    assert [Deadline.objects.get(case=case).data["calendar"] for case in (mine, others)] == [["moh", 1], ["jordan", 1]]
