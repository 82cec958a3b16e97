"""A kept table says what was counted, for the reach it was counted for, and is made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import now
from tests.scenes import Country, publish_one
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.figures.errors import CannotReckon
from workflows.figures.measure import Condition
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Reach, Table, reckon
from workflows.figures.settings import set_fiscal_month, set_segment
from workflows.figures.shipped import SHIPPED
from workflows.saved_reports import kept
from workflows.saved_reports.kept import page_of, table_for
from workflows.saved_reports.models import KeptTable
from workflows.saved_reports.table_json import as_json, of_json

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = Reach(None)
BY_AGENCY = Question(
    measures=("received", "answered_share"), period=Period("this_month"), rows=("agency",), column="kind", compared=True
)


def test_what_is_read_back_is_what_was_counted(land: Country) -> None:
    counted_case()
    table = reckon(BY_AGENCY, ALL)
    assert table.rows
    assert of_json(BY_AGENCY, as_json(table)) == table
    kept.keep(table, ALL)
    assert table_for(BY_AGENCY, ALL) == table


def test_it_is_counted_once_until_it_is_old(land: Country) -> None:
    first = table_for(BY_AGENCY, ALL)
    counted_case()
    assert table_for(BY_AGENCY, ALL) == first
    later = table_for(BY_AGENCY, ALL, max_age=timedelta(0))
    assert later.whole["received"].top == first.whole["received"].top + 1
    assert KeptTable.objects.count() == 1


def test_each_reach_and_language_has_its_own(land: Country) -> None:
    counted_case()
    own = Reach(frozenset({land.agencies["moe"].pk}))
    assert table_for(BY_AGENCY, ALL).whole["received"].top == 1
    assert table_for(BY_AGENCY, own).whole["received"].top == 0
    with override("en"):
        assert table_for(BY_AGENCY, ALL).rows[0].words == ("MOH",)
    assert KeptTable.objects.count() == 3


def received_on(parts: list[kept.Part]) -> float:
    """What the first table of a page says came."""
    page = page_of(parts)
    assert page is not None
    table = page.tables[parts[0]]
    assert isinstance(table, Table)
    return table.whole["received"].top


def test_a_page_is_there_when_it_is_first_asked_for(land: Country) -> None:
    counted_case()
    assert received_on([(BY_AGENCY, ALL)]) == 1
    assert not kept.are_wanted()


def test_all_tables_of_a_page_are_of_one_instant_whenever_they_are_counted_again(land: Country) -> None:
    own = Reach(frozenset({land.agencies["moe"].pk}))
    parts = [(BY_AGENCY, ALL), (replace(BY_AGENCY, rows=("kind",), column=""), ALL), (BY_AGENCY, own)]
    for _time in range(2):
        page = page_of(parts)
        assert page is not None
        tables = [each for each in page.tables.values() if isinstance(each, Table)]
        assert [each.as_of for each in tables] == [page.as_of] * len(parts)
        counted_case()
        KeptTable.objects.update(wanted=True)
        kept.renew_wanted()


def test_what_is_old_is_shown_and_counted_again_by_the_queue(land: Country, monkeypatch: Any) -> None:
    rung: list[int] = []
    monkeypatch.setattr(kept, "_bells", [lambda: rung.append(1)])
    monkeypatch.setattr(kept, "_is_of_today", lambda row: True)
    assert received_on([(BY_AGENCY, ALL)]) == 0
    KeptTable.objects.update(reckoned_at=now() - timedelta(hours=1))
    counted_case()
    assert received_on([(BY_AGENCY, ALL)]) == 0
    assert kept.are_wanted()
    kept.renew_wanted()
    assert received_on([(BY_AGENCY, ALL)]) == 1
    assert not kept.are_wanted()


def test_a_page_of_yesterday_is_counted_at_once(land: Country) -> None:
    assert received_on([(BY_AGENCY, ALL)]) == 0
    KeptTable.objects.update(reckoned_at=now() - timedelta(days=1))
    counted_case()
    assert received_on([(BY_AGENCY, ALL)]) == 1


def test_yesterdays_table_is_counted_again_for_whoever_asks_today(land: Country) -> None:
    table_for(BY_AGENCY, ALL)
    KeptTable.objects.update(reckoned_at=now() - timedelta(days=1))
    counted_case()
    assert table_for(BY_AGENCY, ALL, max_age=timedelta(days=3)).whole["received"].top == 1


def test_what_takes_long_is_left_to_the_queue(land: Country, monkeypatch: Any) -> None:
    monkeypatch.setattr(kept, "AT_ONCE_WITHIN", timedelta(seconds=-1))
    parts = [(BY_AGENCY, ALL)]
    assert page_of(parts) is None
    assert kept.are_wanted()
    monkeypatch.setattr(kept, "_count_page", None)
    assert page_of(parts) is None, "whoever asks again does not count once more"
    monkeypatch.undo()
    kept.renew_wanted()
    assert received_on(parts) == 0
    monkeypatch.setattr(kept, "AT_ONCE_WITHIN", timedelta(seconds=-1))
    KeptTable.objects.update(reckoned_at=now() - timedelta(days=1))
    counted_case()
    assert received_on(parts) == 0, "yesterday's is shown until then"
    assert kept.are_wanted()


def test_what_cannot_be_counted_any_more_says_why_until_it_can(land: Country) -> None:
    gone = Question(measures=("received",), period=Period("this_month"), filters=(Condition("segment", ("roads",)),))
    parts = [(gone, ALL), (BY_AGENCY, ALL)]
    with override("en"):
        page = page_of(parts)
        assert page is not None
        assert page.tables[gone, ALL] == "The segment “roads” is not there any more."
        assert isinstance(page.tables[BY_AGENCY, ALL], Table)
        assert page_of(parts) == page
    page = page_of(parts)
    assert page is not None
    assert "الشريحة" in str(page.tables[gone, ALL])
    with pytest.raises(CannotReckon):
        table_for(gone, ALL)
    set_segment("roads", name={}, conditions=[], actor=Actor.operator)
    page = page_of(parts)
    assert page is not None
    assert isinstance(page.tables[gone, ALL], Table)


def test_what_an_earlier_release_kept_is_counted_anew(land: Country) -> None:
    page_of([(BY_AGENCY, ALL)])
    KeptTable.objects.update(table={"measures": []})
    assert received_on([(BY_AGENCY, ALL)]) == 0
    KeptTable.objects.update(question=BY_AGENCY.as_json(), wanted=True)
    kept.renew_wanted()
    assert not KeptTable.objects.exists()


def publish_received(land: Country) -> None:
    changed = replace(SHIPPED["received"], filters=(Condition("channel", ("call",)),))
    publish_one("measure", "received", changed.as_json())


SEGMENT = (Condition("segment", ("by-phone",)),)


def change_segment(land: Country) -> None:
    set_segment("by-phone", name={}, conditions=[{"column": "channel", "is_in": ["call"]}], actor=Actor.operator)


def change_year(land: Country) -> None:
    set_fiscal_month(2, actor=Actor.operator)


@pytest.mark.parametrize(
    ("question", "change"),
    [
        (Question(measures=("received",), period=Period("this_month")), publish_received),
        (
            Question(measures=("received",), period=Period("this_month"), filters=SEGMENT),
            change_segment,
        ),
        (Question(measures=("received",), period=Period("this_fiscal_year")), change_year),
    ],
)
def test_what_counts_otherwise_is_counted_anew_at_once(land: Country, question: Question, change: Any) -> None:
    set_segment("by-phone", name={}, conditions=[{"column": "channel", "is_in": ["web"]}], actor=Actor.operator)
    counted_case()
    before = table_for(question, ALL)
    change(land)
    after = table_for(question, ALL)
    assert (after.whole["received"].top, after.days) != (before.whole["received"].top, before.days)


def test_one_at_which_nobody_looks_is_let_go(land: Country) -> None:
    table_for(BY_AGENCY, ALL)
    KeptTable.objects.update(looked_at=now() - kept.UNSEEN_KEPT - timedelta(hours=1))
    kept.forget_kept()
    assert not KeptTable.objects.exists()


def test_a_page_reads_many_in_one_statement(land: Country, django_assert_num_queries: Any) -> None:
    parts = [(Question(measures=(key,), period=Period("this_month")), ALL) for key in ("received", "pending", "closed")]
    page_of(parts)
    with django_assert_num_queries(1):
        page = page_of(parts)
    assert page is not None
    assert len(page.tables) == len(parts)
