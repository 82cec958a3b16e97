"""Before and after a publication: as many days on both sides, the requests that a version is for, and no draft."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from permissions.now import standing_at
from portal.studio.before_after_screen import compared_days, conditions_of, lines, tone
from tests.scenes import Country, country, file_case, hire, publish_one
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.figures.in_force import measures
from workflows.figures.reckoning import Cell
from workflows.versions.models import Version, VersionStatus

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Asia/Amman"))
DAY = timedelta(days=1)


@pytest.fixture
def land() -> Country:
    with standing_at(PUBLISHED - 200 * DAY):
        made = country()
        hire(made, "owner")
    return made


def again(key: str = "complaint", at: datetime = PUBLISHED) -> Version:
    """The process in force is published anew."""
    now_is = Version.objects.get(subject="process", key=key, status=VersionStatus.PUBLISHED)
    with standing_at(at):
        publish_one("process", key, now_is.definition)
    return Version.objects.filter(subject="process", key=key).latest("number")


def test_both_sides_are_as_long_and_end_with_the_next_version(land: Country) -> None:
    version, day = again(), PUBLISHED.date()
    assert compared_days(version, day) == (day, day + DAY)
    assert compared_days(version, day + 30 * DAY) == (day, day + 31 * DAY)
    assert compared_days(version, day + 300 * DAY) == (day, day + 90 * DAY)
    again(at=PUBLISHED + 20 * DAY)
    assert compared_days(version, day + 300 * DAY) == (day, day + 20 * DAY)


def test_the_numbers_are_those_of_the_requests_before_and_after(land: Country) -> None:
    for days, count in ((-3, 3), (2, 1)):
        with standing_at(PUBLISHED + days * DAY):
            cases = [file_case() for _each in range(count)]
            apply(cases[0].pk, Decide(outcome="resolved", text="x"), actor=land.actor("officer-moh"))
    version = again()
    with standing_at(PUBLISHED + 9 * DAY):
        start, end = compared_days(version, (PUBLISHED + 9 * DAY).date())
        found = {line.name: line for line in lines(conditions_of(version), start, end)}
        received = found[measures()["received"].name["ar"]]
    assert ([char for char in received.before + received.after if char.isdigit()], received.tone) == (["3", "1"], "")


def test_better_and_worse_follow_what_the_owner_says_of_the_measure() -> None:
    more, less = measures()["satisfied_share"], measures()["days_to_decision"]
    assert (tone(more, Cell(1), Cell(2)), tone(more, Cell(2), Cell(1))) == ("done", "late")
    assert (tone(less, Cell(1), Cell(2)), tone(less, Cell(2), Cell(1))) == ("late", "done")
    assert tone(more, Cell(None), Cell(1)) == tone(more, Cell(1), Cell(1)) == ""


def test_owners_read_it_and_nobody_else_and_of_no_draft(land: Country) -> None:
    version, owner = again(), client_of(land, "owner")
    where = f"/admin/studio/versions/{version.pk}/before-and-after/"
    with standing_at(PUBLISHED + 5 * DAY):
        shown = BeautifulSoup(page(owner.get(where)), "lxml")
        assert len(shown.select("tbody tr")) > 4
        assert where in page(owner.get("/admin/studio/process/complaint/"))
    assert client_of(land, "officer-moh").get(where).status_code == 404
    Version.objects.filter(pk=version.pk).update(status=VersionStatus.DRAFT)
    assert owner.get(where).status_code == 404
    calendar = Version.objects.get(subject="calendar", key="jordan")
    assert owner.get(f"/admin/studio/versions/{calendar.pk}/before-and-after/").status_code == 404
