"""A map with a hole is refused with the place of each; the one that is shipped has none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import holidays
import pytest

from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import SHIPPED, load_map
from workflows.calendars.check import problems
from workflows.calendars.definition import parse
from workflows.escalation.checks import check_ladder

ELECTION_DAYS = {date(2024, 11, 5), date(2025, 11, 4), date(2026, 11, 3)}


def test_the_shipped_map_closes_the_agencies_on_federal_holidays_and_election_day() -> None:
    closed = parse(load_map(SHIPPED).calendar).closed
    federal = holidays.country_holidays("US", years=[2024, 2025, 2026])
    on_working_days = {day for day in federal if day.weekday() < 5}
    assert closed == on_working_days | ELECTION_DAYS


def test_the_shipped_map_ends_with_march_and_can_be_published() -> None:
    told = load_map(SHIPPED)
    assert told.end == datetime(2025, 4, 1, 4, tzinfo=UTC)
    assert [(rung["level"], rung["after"]["amount"]) for rung in told.ladder["rungs"]] == [(1, 2), (2, 2)]
    assert told.ladder["ends"] == "moment"
    assert problems("x", told.calendar) == check_ladder("x", told.ladder) == []


def changed(folder: Path, pattern: str, other: str) -> Path:
    text, times = re.subn(pattern, other, SHIPPED.read_text(encoding="utf-8"), count=1)
    assert times == 1
    file = folder / "map.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("pattern", "other", "hole"),
    [
        (r'(?m)^opened = .*\n', "", "columns.opened is missing: a text"),
        (r'(?m)^subject = .*\n', "", "columns.subject is missing: a list of texts"),
        (r'(?m)^place = .*\n', "place = []\n", "columns.place is empty"),
        (r"\[columns\]", "[colums]", "[columns] is missing"),
        (r"America/New_York", "America/Atlantis", "times.zone: there is no time zone named “America/Atlantis”"),
        (r"end = \S+", 'end = "soon"', "times.end is missing: a time of the zone, like 2025-04-01T00:00:00"),
        (r'"Sunday"', '"Sonntag"', "calendar.weekend: “Sonntag” is none of Monday, Tuesday"),
        (r"2025-01-20", "2025-01-21T00:00:00", "calendar.holidays[2].dates is missing: a list of dates"),
        (r"2025-01-20", "2025-01-01", "calendar.holidays: 2025-01-01 is there twice"),
        (r"\[2, 2\]", "[2, 0]", "ladder.after_days: working days, 1 to 60"),
        (r"\[2, 2\]", "[2, 2, 2]", "posts: 3 are given, and the ladder needs 4"),
        (r"remind_every_days = 2", "", "ladder.remind_every_days: working days, 1 to 60"),
        (r'standard = "complaint"', 'standard = "x"', "process.standard is one of: complaint, inquiry"),
        (r'"resolved"', '"referred"', "process.outcome is one of: resolved, partly_resolved"),
        (r'(?m)^name = .*311.*\n', "", 'name is missing: { ar = "…", en = "…" }'),
        (r'en = "Labor Day"', 'en = ""', "calendar.holidays[7].name.en is missing: a text"),
        (r'key = "nyc311"', 'key = "NYC 311"', "key: up to 20 of a–z, 0–9 and _, a letter first"),
        (r'language = "en"', 'language = "fr"', "language is one of: ar, en"),
    ],
)  # fmt: skip
def test_a_hole_is_named_by_its_place(pattern: str, other: str, hole: str, tmp_path: Path) -> None:
    with pytest.raises(ReplayRefused) as refused:
        load_map(changed(tmp_path, pattern, other))
    assert f"  {hole}" in str(refused.value)


def test_all_holes_are_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "empty.toml"
    file.write_text("", encoding="utf-8")
    with pytest.raises(ReplayRefused) as refused:
        load_map(file)
    assert {"  [columns] is missing", "  [[posts]] is missing", "  key is missing: a text"} <= set(
        str(refused.value).splitlines()
    )


@pytest.mark.parametrize(("content", "said"), [(b"key =\n", "is not TOML: .*line 1"), (b"\xff", "is not TOML")])
def test_what_is_no_toml_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_bytes(content)
    with pytest.raises(ReplayRefused, match=said):
        load_map(file)


def test_a_missing_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReplayRefused, match="cannot be read: No such file"):
        load_map(tmp_path / "nowhere.toml")
