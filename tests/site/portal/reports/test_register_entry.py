"""The menu tells those who speak for an agency, and nobody else, how many lines of a register wait for them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from permissions.now import standing_at
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import October, october
from tests.workflows.reports.years import AFTER, YEAR, asked_year
from workflows.reports.confirming import ask_agencies, confirm, lay_out, lines_of, open_rounds
from workflows.reports.models import Snapshot
from workflows.reports.sending import sign
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> October:
    return october()


def told(client: Client) -> str:
    """What the entry of the menu says on one of their screens; "" where there is none."""
    cache.clear()
    with standing_at(AFTER):
        html = page(client.get("/admin/notices/"))
    found = re.search(r'"name": "register", "label": "([^"]*)"', html)
    return found[1] if found else ""


def lines_at(scene: October, snapshot: Snapshot, code: str) -> int:
    return lines_of(snapshot, [scene.land.agencies[code].pk]).count()


def test_whoever_speaks_for_the_agency_is_told_how_many_of_its_lines_wait(scene: October) -> None:
    assert told(client_of(scene.land, "officer-moh")) == ""
    snapshot = asked_year(scene)
    lines = lines_at(scene, snapshot, "moh")
    assert lines != lines_at(scene, snapshot, "moe")
    for who in ("officer-moh", "level2-moh"):
        assert told(client_of(scene.land, who)) == f"Yearly register ({lines})"
    for who in ("level1-moh", "staff-moe", "officer-rights"):
        assert told(client_of(scene.land, who)) == ""


def test_nothing_waits_once_all_is_said_or_the_report_is_signed(scene: October) -> None:
    snapshot = asked_year(scene)
    moh = [scene.land.agencies["moh"].pk]
    with standing_at(AFTER):
        confirm(snapshot, lines_of(snapshot, moh), actor=scene.land.actor("officer-moh"))
    assert told(client_of(scene.land, "officer-moh")) == ""
    moe = client_of(scene.land, "officer-moe")
    assert told(moe)
    with standing_at(AFTER):
        sign(snapshot, actor=scene.land.actor("officer-central"))
    assert told(moe) == ""


def test_of_a_year_that_was_counted_again_the_last_round_waits(scene: October) -> None:
    first = asked_year(scene)
    assert open_rounds() == [first.pk]
    with standing_at(AFTER):
        later = take_snapshot(period=YEAR, cut_off=AFTER, actor=Actor.operator)
        lay_out(later)
    with standing_at(AFTER + timedelta(minutes=1)):
        ask_agencies(later, actor=scene.land.actor("officer-central"))
    assert open_rounds() == [later.pk]


def test_while_no_register_waits_a_screen_asks_nothing_for_it(scene: October) -> None:
    officer = client_of(scene.land, "officer-moh")
    told(officer)
    with CaptureQueriesContext(connection) as asked:
        officer.get("/admin/notices/")
    assert not [each for each in asked.captured_queries if "preparation" in each["sql"]]
