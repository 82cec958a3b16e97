"""Whoever named a number is told once when it is crossed, of what their rights reach, and again after it came back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.scenes import Country, country
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards import arranging, thresholds
from workflows.dashboards.models import Threshold
from workflows.dashboards.thresholds import look_at_all, remove_threshold, set_threshold, thresholds_of
from workflows.dashboards.tiles import BOARDS
from workflows.figures.models import Standing
from workflows.notifications.notices.kinds import THRESHOLD_CROSSED
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
BOARD = BOARDS["officer"]


@pytest.fixture
def land(monkeypatch: pytest.MonkeyPatch) -> Country:
    # Each look counts anew: how old a number may be is tested where tables are kept.
    monkeypatch.setattr(thresholds, "MAX_AGE", timedelta(0))
    return country()


@pytest.fixture
def me(land: Country) -> int:
    return land.people["officer-moh"].pk


def letters() -> int:
    return OutboxEntry.objects.filter(topic=THRESHOLD_CROSSED).count()


def test_one_is_told_once_a_crossing(me: int) -> None:
    assert set_threshold(BOARD, me, tile="received", above=True, limit=1)
    assert look_at_all() == 0
    counted_case()
    assert look_at_all() == 0
    counted_case()
    assert look_at_all() == 1
    assert look_at_all() == 0
    counted_case()
    assert (look_at_all(), letters()) == (0, 1)
    Standing.objects.update(apart="sensitive")
    assert look_at_all() == 0
    assert not Threshold.objects.get().crossed
    Standing.objects.update(apart="")
    assert (look_at_all(), letters()) == (1, 2)


def test_at_a_tile_that_is_off_it_sleeps_and_wakes_with_it(me: int) -> None:
    set_threshold(BOARD, me, tile="received", above=False, limit=1)
    arranging.take_off(BOARD, me, "received")
    assert look_at_all() == 0
    arranging.add(BOARD, me, "received")
    assert look_at_all() == 1


def test_lower_is_told_too(me: int) -> None:
    set_threshold(BOARD, me, tile="received", above=False, limit=1)
    assert look_at_all() == 1


def test_what_another_agency_has_tells_nobody(land: Country) -> None:
    other = land.people["officer-moe"].pk
    set_threshold(BOARD, other, tile="received", above=True, limit=0)
    counted_case(agency_id=land.agencies["moh"].pk)
    assert look_at_all() == 0
    counted_case(agency_id=land.agencies["moe"].pk)
    assert look_at_all() == 1
    assert OutboxEntry.objects.get(topic=THRESHOLD_CROSSED).user_id == other


def test_where_there_is_no_number_nothing_is_crossed(me: int) -> None:
    set_threshold(BOARD, me, tile="satisfied_share", above=False, limit=50)
    assert look_at_all() == 0


def test_who_lost_their_rights_or_left_is_told_nothing(land: Country) -> None:
    person = land.people["staff-moh"]
    set_threshold(BOARD, person.pk, tile="received", above=False, limit=5)
    person.is_active = False
    person.save()
    assert look_at_all() == 0


def test_another_number_for_the_same_is_no_second_one(me: int) -> None:
    set_threshold(BOARD, me, tile="received", above=True, limit=0)
    counted_case()
    look_at_all()
    assert set_threshold(BOARD, me, tile="received", above=True, limit=5)
    (row,) = thresholds_of(BOARD, me)
    assert (row.limit, row.crossed) == (5, False)


def test_only_tiles_of_one_number_that_stand_there_can_have_one(me: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not set_threshold(BOARD, me, tile="categories", above=True, limit=1)
    assert not set_threshold(BOARD, me, tile="referrals", above=True, limit=1)
    monkeypatch.setattr(thresholds, "MOST", 1)
    assert set_threshold(BOARD, me, tile="received", above=True, limit=1)
    assert not set_threshold(BOARD, me, tile="pending", above=True, limit=1)


def test_nobody_removes_another_s(me: int, land: Country) -> None:
    set_threshold(BOARD, me, tile="received", above=True, limit=1)
    (row,) = thresholds_of(BOARD, me)
    assert not remove_threshold(BOARD, land.people["officer-moe"].pk, row.pk)
    assert remove_threshold(BOARD, me, row.pk)
