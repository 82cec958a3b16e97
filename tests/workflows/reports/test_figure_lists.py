"""Behind each number of a report lie the requests that it counts, frozen with it, by what each may read."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from permissions.access.decide import Held
from permissions.access.selectors import held_by
from permissions.actors import Actor
from portal.operations.verifying import everything
from tests.workflows.reports.october import AGENCIES, NATIONAL, October, a_thousand_later_acts, at, october
from tests.workflows.reports.shutting_out import shut_somebody_out
from workflows.reports.definitions import balance
from workflows.reports.figure_lists import numbers_behind, readable_of
from workflows.reports.gathered import packed
from workflows.reports.models import FigureList, Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)
SEVERAL = {"escalated", "escalated_by_clock", "missed", "missed_inside", "reopened"}
"""Figures that count acts: a request of October can be in them twice."""


@pytest.fixture
def scene() -> October:
    return october()


def taken() -> Snapshot:
    return take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)


def named(scene: October, numbers: set[str]) -> set[str]:
    return {name for name, number in scene.numbers.items() if number in numbers}


def test_each_number_of_the_country_and_of_each_row_has_its_list(scene: October) -> None:
    snapshot = taken()
    for table, row, figures in (("", "", NATIONAL), *(("agencies", code, each) for code, each in AGENCIES.items())):
        for figure, number in figures.items():
            if figure == balance().key:
                continue
            behind = numbers_behind(snapshot, figure, table, row)
            assert len(behind) < number if figure in SEVERAL else len(behind) == number, (table, row, figure)
    assert named(scene, numbers_behind(snapshot, "missed")) == {"left", "withdrawn"}
    assert named(scene, numbers_behind(snapshot, "escalated")) == {"left"}
    assert named(scene, numbers_behind(snapshot, "received", "kinds", "praise")) == {"praise"}
    assert named(scene, numbers_behind(snapshot, "closed.go_elsewhere", "channels", "web")) == {"first_instant"}


def test_what_happens_later_moves_no_list(scene: October) -> None:
    snapshot = taken()
    before = {figure: numbers_behind(snapshot, figure) for figure in snapshot.numbers["lists"]}
    a_thousand_later_acts(scene)
    assert {figure: numbers_behind(snapshot, figure) for figure in snapshot.numbers["lists"]} == before
    assert taken() == snapshot


def test_what_the_movement_lacks_has_no_list_and_neither_has_what_is_set_apart(scene: October) -> None:
    """The list of what was opened again would name those that are set apart, or no longer are."""
    shut_somebody_out(scene, "left", at(10, 19))
    snapshot = taken()
    with pytest.raises(LookupError):
        numbers_behind(snapshot, balance().key)
    listed = set().union(*(numbers_behind(snapshot, figure) for figure in snapshot.numbers["lists"]))
    assert named(scene, listed) & {"left", "sensitive", "sensitive_open"} == set()
    assert "referred" in named(scene, listed)


@pytest.mark.parametrize(("table", "row"), [("agencies", "nowhere"), ("months", "2026-10"), ("channels", "smoke")])
def test_a_row_that_is_not_there_has_none(scene: October, table: str, row: str) -> None:
    with pytest.raises(LookupError):
        numbers_behind(taken(), "received", table, row)


def test_each_reads_those_that_they_may_read_today(scene: October) -> None:
    numbers = numbers_behind(taken(), "received")
    assert readable(scene, "officer-central", numbers) == named(scene, numbers)
    assert readable(scene, "officer-moe", numbers) == {"first_instant", "referred"}
    shut_somebody_out(scene, "content", at(11, 2))
    assert readable(scene, "officer-moh", numbers) == {"praise", "left", "last_second"}
    assert len(numbers) == NATIONAL["received"]


def readable(scene: October, login: str, numbers: set[str]) -> set[str]:
    actor = scene.land.actor(login)
    held: Held = held_by(scene.land.people[login].pk)
    return named(scene, set(readable_of(numbers, actor, held).values_list("tracking", flat=True)))


def test_a_list_is_never_changed_and_verify_names_one_more(scene: October) -> None:
    snapshot = taken()
    assert list(everything()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureList.objects.update(packed=b"")
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureList.objects.all().delete()
    FigureList.objects.create(snapshot=snapshot, figure="more", packed=packed([]))
    (found,) = everything()
    assert "its lists are not those frozen" in found
    FigureList.objects.create(snapshot=snapshot, figure="unreadable", packed=b"never packed")
    assert [sentence for sentence in everything() if "its lists" in sentence] == [found]
