"""The registers: every case of the month once, what is pending at the end of the year, and no word of a person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from openpyxl import load_workbook

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit import triggers
from tests.letters import STRANGE
from tests.workflows.reports.october import CANARY, October, a_thousand_later_acts, at, october
from workflows.cases.models import CaseEvent
from workflows.reports.freezing import RegisterDiffers, count, register
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.register import Entry, digest_of, told, written
from workflows.reports.services import take_snapshot
from workflows.reports.spreadsheet import make_spreadsheet

pytestmark = pytest.mark.django_db
OCTOBER, YEAR = Period(2026, 10), Period(2026)
RECEIVED = ["first_instant", "content", "praise", "left", "referred", "last_second"]


@pytest.fixture
def scene() -> October:
    return october()


def frozen(period: Period, cut_off: datetime) -> Snapshot:
    return take_snapshot(period=period, cut_off=cut_off, actor=Actor.operator)


def sheets(snapshot: Snapshot, language: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of the register by their headings, and what the second sheet says of it."""
    book = load_workbook(BytesIO(make_spreadsheet(snapshot, language)))
    first, second = book.worksheets
    heading, *rows = first.iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows], {
        str(name): value for name, value in second.iter_rows(values_only=True)
    }


def test_every_ordinary_request_of_the_month_is_there_once_in_order(scene: October) -> None:
    rows, _about = sheets(frozen(OCTOBER, OCTOBER.end), "en")
    assert [row["Number"] for row in rows] == [scene.numbers[name] for name in RECEIVED]


def test_a_row_says_what_the_diary_says(scene: October) -> None:
    rows, _about = sheets(frozen(OCTOBER, OCTOBER.end), "en")
    by_name = dict(zip(RECEIVED, rows, strict=True))
    assert by_name["left"] == {
        "Number": scene.numbers["left"],
        "Received": datetime(2026, 10, 12, 10),  # noqa: DTZ001 - a spreadsheet knows no zones: Amman's clock
        "Status": "being worked on",
        "Kind": "complaint",
        "Channel": "website",
        "Agency": "MOH",
        "Level": "Level 2",
        "Age in days": 19,
        "Last act": "escalated",
        "Time of the last act": datetime(2026, 10, 18, 10),  # noqa: DTZ001
        "Holder": "level2 · level2-moh",
        "Promises missed to citizens": 2,
        "Missed inside": 2,
        "First reply": None,
        "Closed on": None,
        "Outcome": None,
        "Escalations": 2,
        "Referrals": 0,
        "Objections": 0,
        "Rating": None,
    }
    content = by_name["content"]
    assert (content["Outcome"], content["Rating"], content["Holder"], content["Age in days"]) == (
        "resolved",
        5,
        None,
        1,
    )
    assert (by_name["referred"]["Agency"], by_name["referred"]["Holder"]) == ("MOE", "liaison · officer-moe")


def test_no_register_names_a_sensitive_case_or_says_how_many_there_are(scene: October) -> None:
    for period in (OCTOBER, YEAR):
        snapshot = frozen(period, OCTOBER.end)
        rows, about = sheets(snapshot, "en")
        said = f"{rows}{about}"
        assert scene.numbers["sensitive"] not in said
        assert scene.numbers["sensitive_open"] not in said
        assert about["Rows"] == len(rows) == snapshot.register_rows


def test_a_row_is_written_as_canonical_json_of_what_is_told_of_it() -> None:
    """What was frozen when an encoder wrote it has the same digest."""
    instant = datetime(2026, 10, 3, 4, 5, 6, 7, tzinfo=UTC)
    said: dict[str, Any] = dict.fromkeys(("opened_at", "closed_at", "last_at", "answered_at"), instant)
    codes = ("number", "status", "kind", "channel", "outcome", "last_act")
    said |= dict.fromkeys(codes, 'شكوى "{0}" \\ {kind} %s')
    said |= dict.fromkeys(("case_id", "agency_id", "level", "post_id", "holder_id", "escalations"), 7)
    full = Entry(**said, referrals=0, reopenings=1, stars=5)
    for row in (full, Entry(opened_at=instant.replace(microsecond=0), status="new", closed_at=None)):
        canonical = json.dumps(told(row), sort_keys=True, separators=(",", ":"), default=datetime.isoformat)
        assert written(row) == canonical.encode() + b"\n"
        assert json.loads(written(row)) == json.loads(canonical)


def test_ids_which_are_given_out_in_turn_are_in_no_row_and_no_digest(scene: October) -> None:
    numbers = count(OCTOBER, OCTOBER.end).numbers
    assert all("case_id" not in row for row in numbers["oldest"])
    rows = register(OCTOBER, OCTOBER.end)
    assert digest_of(replace(row, case_id=row.case_id + 1) for row in rows) == digest_of(rows)
    assert digest_of(replace(row, number="26-0000-0000-0") for row in rows) != digest_of(rows)


def test_the_year_lists_what_is_pending_at_its_end(scene: October) -> None:
    a_thousand_later_acts(scene)
    rows, _about = sheets(frozen(YEAR, at(11, 1, 0)), "en")
    pending = ["left", "referred", "last_second"]
    assert [row["Number"] for row in rows] == [scene.numbers[name] for name in pending]
    assert list(rows[0]) == [
        *("Number", "Received", "Status", "Kind", "Channel", "Agency", "Level", "Age in days"),
        *("Last act", "Time of the last act", "Holder"),
        *("Promises missed to citizens", "Missed inside", "The agency says"),
    ]
    assert [row["Promises missed to citizens"] for row in rows] == [2, 0, 0]


def test_a_register_of_former_definitions_has_no_promises(scene: October) -> None:
    """It said nothing of them, so that a zero would be a lie."""
    taken = frozen(OCTOBER, OCTOBER.end)
    taken.definitions = 7
    rows, about = sheets(taken, "en")
    assert not {"Promises missed to citizens", "Missed inside"} & {*rows[0], *about}


def test_the_spreadsheet_carries_the_checksum_and_speaks_one_language(scene: October) -> None:
    snapshot = frozen(OCTOBER, OCTOBER.end)
    _rows, about = sheets(snapshot, "en")
    assert about["Checksum"] == snapshot.checksum
    for language in ("ar", "en"):
        book = load_workbook(BytesIO(make_spreadsheet(snapshot, language)))
        assert bool(book.worksheets[0].sheet_view.rightToLeft) is (language == "ar")
        said = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
        assert CANARY not in str(said)
        if language == "en":
            assert STRANGE["en"].findall(str(said)) == []
        else:
            assert STRANGE["ar"].findall(str(next(book.worksheets[0].iter_rows(values_only=True)))) == []


def test_the_register_is_the_same_after_a_thousand_later_acts(scene: October) -> None:
    before = [digest_of(register(period, OCTOBER.end)) for period in (OCTOBER, YEAR)]
    a_thousand_later_acts(scene)
    assert [digest_of(register(period, OCTOBER.end)) for period in (OCTOBER, YEAR)] == before


def test_a_register_that_the_diary_no_longer_gives_is_not_written(scene: October) -> None:
    snapshot = frozen(OCTOBER, OCTOBER.end)
    triggers.drop(connection)
    CaseEvent.objects.filter(case=scene.cases["left"], number=1).update(at=at(10, 13))
    triggers.create(connection)
    with pytest.raises(RegisterDiffers):
        make_spreadsheet(snapshot, "ar")


def test_a_name_that_looks_like_a_formula_is_a_word(scene: October) -> None:
    name = '=HYPERLINK("http://example.org","MOH")'
    Agency.objects.filter(code="moh").update(name={"ar": name, "en": name})
    book = load_workbook(BytesIO(make_spreadsheet(frozen(OCTOBER, OCTOBER.end), "en")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert name in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}


def test_a_short_register_of_a_year_names_whoever_holds_a_request(scene: October) -> None:
    """Names are frozen with the numbers, also where few rows were gathered."""
    rows, _about = sheets(frozen(YEAR, at(11, 1, 0)), "en")
    assert [row["Holder"] for row in rows] == ["level2 · level2-moh", "liaison · officer-moe", "liaison · officer-moh"]
