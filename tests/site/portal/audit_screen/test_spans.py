"""Spans of whole days are told by the days that were given, so that the trail and a person's page say the same."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from permissions.access.services import grant
from permissions.writing import midnight
from portal.people_admin.spans import through
from tests.scenes import country
from tests.scenes import grant as grant_always
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2040, 3, 10), date(2040, 3, 20)


def told(starts: datetime, ends: datetime) -> str:
    """What the trail says of a role that is given for this span."""
    land = country()
    grant_always(land.people["officer-central"], "auditor", land.agencies["central"])
    grant_always(land.people["level1-central"], "administrator", land.agencies["central"])
    actor = land.actor("level1-central")
    grant(
        user=land.people["staff-moh"],
        role="officer",
        agency=land.agencies["moe"],
        starts=starts,
        ends=ends,
        actor=actor,
    )
    html = page(client_of(land, "officer-central").get("/admin/audit/?what=role_granted&person=level1-central"))
    return re.sub(r"<[^>]*>", "", html).replace("\u00a0", " ")


def test_whole_days_are_told_by_the_first_and_the_last_of_them() -> None:
    said = told(midnight(FIRST), through(LAST))
    assert "from Saturday 10 March 2040, until Tuesday 20 March 2040" in said
    assert "2040, 12:00" not in said


def test_other_moments_are_told_to_the_minute() -> None:
    hour = timedelta(hours=9, minutes=5)
    said = told(midnight(FIRST) + hour, midnight(LAST) + hour)
    assert "from Saturday 10 March 2040, 9:05 am, until Tuesday 20 March 2040, 9:05 am" in said
