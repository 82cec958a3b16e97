"""The line of counts is put together once for a reader and says at each look what is there then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.access.selectors import held_by
from permissions.now import now
from portal.desk import counts as counting
from portal.desk.bands import band_conditions
from portal.desk.reader import Reader, reader_of
from portal.desk.views import MINE, VIEWS
from portal.desk.wanted import Wanted, open_rows
from tests.scenes import Country, country, file_case
from workflows.cases.models import Work
from workflows.cases.selectors import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def reader(land: Country, login: str) -> Reader:
    person = land.people[login]
    return reader_of(person.pk, held_by(person.pk))


def counted(land: Country, login: str, view: str = "") -> counting.Counts:
    who = reader(land, login)
    works = open_rows(inbox(land.actor(login), held=who.held), Wanted(view=view), who)
    found = counting.counts(who, Wanted(view=view), banded=works, sorted_rows=None)
    expected = {band: works.filter(condition).count() for band, condition in band_conditions(who.bands).items()}
    assert found.bands == expected
    return found


def test_counts_follow_each_change_and_each_right(land: Country) -> None:
    file_case()
    assert counted(land, "officer-moh").views[""] == 1
    before = counting._of_views.cache_info().misses
    file_case()
    assert counted(land, "officer-moh").views[""] == 2
    assert counting._of_views.cache_info().misses == before  # the statement was kept, its answer was not
    assert counted(land, "officer-moe").views[""] == 0


def test_what_missed_a_promise_is_counted_beside_its_date(land: Country) -> None:
    file_case()
    assert counted(land, "officer-moh").bands["missed"] == 0
    Work.objects.update(due=now() - timedelta(minutes=1), missed_inside=1)
    found = counted(land, "officer-moh").bands
    assert (found["missed"], found["today"]) == (1, 1)


def test_whoever_holds_and_has_it_counts_it_once(land: Country) -> None:
    for _each in range(3):
        file_case()
    me = land.people["officer-moh"]
    first, second, _third = Work.objects.order_by("pk")
    Work.objects.update(holder=None, assignee=None)
    Work.objects.filter(pk=first.pk).update(holder=me, assignee=me)
    Work.objects.filter(pk=second.pk).update(assignee=me)
    found = counted(land, "officer-moh", MINE)
    assert (found.views[MINE], found.views[""]) == (2, 3)
    assert sum(found.bands.values()) == 2
    kinds = VIEWS[MINE].kinds(reader(land, "officer-moh"))
    assert Work.objects.filter(kinds[0] & kinds[1]).count() == 0
