"""What is read of a file, and what is said about the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import SHIPPED, load_map
from portal.operations.replay.reading import Records, read

HEADING = "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Location Type,City,Borough"


def records(folder: Path, content: str | bytes) -> Records:
    file = folder / "file.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(file, load_map(SHIPPED))


def row(key: str, opened: str, decided: str = "", rest: str = "X,,,,,,") -> str:
    return f"{key},{opened},{decided},{rest}"


def test_times_are_those_of_the_maps_zone(tmp_path: Path) -> None:
    found = records(tmp_path, "\n".join([HEADING, row("1", "1/3/2025 19:40", "7/3/2025 7:40")]))
    assert found.requests[0].opened == datetime(2025, 1, 4, 0, 40, tzinfo=UTC)


def test_a_time_that_summer_time_skips_is_moved_forward(tmp_path: Path) -> None:
    found = records(tmp_path, "\n".join([HEADING, row("1", "3/9/2025 2:30", "3/9/2025 3:30")]))
    assert found.requests[0].opened == found.requests[0].decided == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)


def test_what_was_decided_after_the_end_is_open_and_at_the_end_is_not(tmp_path: Path) -> None:
    lines = [HEADING, row("1", "3/3/2025 9:00", "4/1/2025 0:00"), row("2", "3/3/2025 9:00", "4/1/2025 0:01")]
    at_the_end, after = records(tmp_path, "\n".join(lines)).requests
    assert at_the_end.decided == load_map(SHIPPED).end
    assert after.decided is None


def test_an_agency_without_a_name_has_its_code_and_a_request_without_words_the_maps(tmp_path: Path) -> None:
    only = records(tmp_path, "\n".join([HEADING, row("1", "3/3/2025 9:00")])).requests[0]
    assert (only.agency_name, only.subject, only.text) == ("X", *["New York's 311 service requests"] * 2)


def test_a_row_that_cannot_be_read_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    lines = [
        HEADING,
        row("1", "3/3/2025 9:00", rest='X,,"two\nlines",,,,'),
        row("2", "3/3/2025 9:00", rest='X,,"mis"quoted,,,,'),
        "",
        row("x" * 51, "3/3/2025 9:00"),
        row("5", "3/3/2025 9:00"),
        row("6", "3/3/2025 9:00", rest='X,,"never closed,,,,'),
        row("7", "3/3/2025 9:00"),
    ]
    found = records(tmp_path, "\n".join(lines))
    assert [request.key for request in found.requests] == ["1", "5"]
    assert [(remark.line, remark.sentence) for remark in found.remarks] == [
        (4, "is no row of a CSV file: ',' expected after '\"'"),
        (6, "“Unique Key” is longer than 50 characters"),
        (8, "is no row of a CSV file: unexpected end of data"),
    ]
    assert all(remark.broken for remark in found.remarks)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("Unique Key,Created Date,Agency", "lacks columns that the map names: Closed Date, Agency Name, Complaint"),
        (b"\xff\xfe\x00", "is not a text in UTF-8"),
        ('"Unique Key', "has no heading that can be read"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(content: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ReplayRefused, match=said):
        records(tmp_path, content)


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReplayRefused, match=r"nowhere\.csv cannot be read: No such file"):
        read(tmp_path / "nowhere.csv", load_map(SHIPPED))


def test_a_mark_of_byte_order_is_no_part_of_the_heading(tmp_path: Path) -> None:
    found = records(tmp_path, "\N{ZERO WIDTH NO-BREAK SPACE}" + "\n".join([HEADING, row("1", "3/3/2025 9:00")]))
    assert [request.line for request in found.requests] == [2]
