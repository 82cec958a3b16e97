"""The queue counts dashboards before anybody looks, and what takes the database too long is left to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from permissions.now import now
from tests.scenes import Country, country
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards import ahead
from workflows.dashboards.ahead import keep_ahead
from workflows.dashboards.tiles import BOARDS, TILES
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Reach, Table, reckon
from workflows.saved_reports import kept
from workflows.saved_reports.models import KeptTable

READERS = [
    ("officer-moh", "officer"),
    ("level1-moh", "supervisor"),
    ("level2-moh", "head"),
    ("officer-central", "unit"),
]
PARTS: list[kept.Part] = [(Question(measures=("received",), period=Period("this_month")), Reach(None))]


@pytest.fixture
def land() -> Country:
    return country()


def seen(client: Client, board: str) -> str:
    return page(client.get(f"/admin/dashboards/{board}/"))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("username", "board"), READERS)
def test_a_first_visit_counts_nothing(
    land: Country, monkeypatch: pytest.MonkeyPatch, username: str, board: str, language: str
) -> None:
    counted_case(agency_id=land.agencies["moh"].pk)
    keep_ahead()
    monkeypatch.setattr(kept, "reckon", None)
    html = seen(client_of(land, username, language), board)
    assert html.count("data-tile=") == len(BOARDS[board].tiles)
    assert 'role="status"' not in html.partition('class="tiles"')[2].partition("</main>")[0]
    assert not kept.are_wanted()


@pytest.mark.django_db
def test_what_is_kept_is_not_counted_again_until_it_is_old(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_ahead()
    counted = list[Question]()

    def watched(question: Question, *given: Any) -> Table:
        counted.append(question)
        return reckon(question, *given)

    monkeypatch.setattr(kept, "reckon", watched)
    keep_ahead()
    assert counted == []
    KeptTable.objects.update(reckoned_at=now() - ahead.NATIONAL_AGE * 2)
    monkeypatch.setattr(kept, "_is_of_today", lambda row: True)
    keep_ahead()
    national = {TILES[key].question for board in BOARDS.values() if board.national for key in board.tiles}
    medians = {question for question in counted if question.rows == ("agency",)}
    assert set(counted) - medians == {question for question in national if question.rows != ("agency",)}


@pytest.mark.django_db
def test_a_ring_ends_when_its_time_is_over_and_the_next_one_goes_on(land: Country) -> None:
    keep_ahead(timedelta(0))
    assert not KeptTable.objects.exists()
    keep_ahead()
    languages = set(KeptTable.objects.values_list("language", flat=True))
    assert languages == {"ar", "en"}


@pytest.mark.django_db
def test_a_page_of_yesterday_is_shown_with_its_moment_where_counting_takes_long(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_ahead()
    KeptTable.objects.update(reckoned_at=now() - timedelta(days=1))
    monkeypatch.setattr(kept, "AT_ONCE_WITHIN", timedelta(seconds=-1))
    html = seen(client_of(land, "officer-central"), "unit")
    assert "counted up to" in html
    assert "Being worked out" not in html
    assert kept.are_wanted()


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no such limit")
def test_the_database_lets_no_statement_go_on_beyond_a_first_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def view() -> Iterator[bool]:
        with transaction.atomic():
            yield True

    def slow(*_given: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")

    monkeypatch.setattr(kept, "_one_view", view)
    monkeypatch.setattr(kept, "reckon", slow)
    monkeypatch.setattr(kept, "AT_ONCE_WITHIN", timedelta(seconds=5))
    assert kept.page_of(PARTS) is None
    assert KeptTable.objects.get().wanted
