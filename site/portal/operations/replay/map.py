"""A map says how the rows of a file are read and by which rules their requests are worked: a TOML file, checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.holes import Holes
from workflows.calendars.calendar import ALL_DAY
from workflows.calendars.definition import Holiday, compose
from workflows.calendars.working_time import Duration
from workflows.escalation.definition import FORMAT
from workflows.processes.standard import STANDARD_PROCESSES

SHIPPED = Path(__file__).parent / "maps" / "nyc311.toml"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Name = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a file, by what they hold; those of several columns are joined."""

    key: str
    opened: str
    decided: str
    agency: str
    agency_name: str
    subject: tuple[str, ...]
    text: tuple[str, ...]
    place: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        single = (self.key, self.opened, self.decided, self.agency, self.agency_name)
        return tuple(dict.fromkeys((*single, *self.subject, *self.text, *self.place)))


@dataclass(frozen=True, slots=True)
class ReplayMap:
    """Everything a replay is told. ``end`` (UTC) is the last instant of its clock."""

    key: str
    name: Name
    language: str
    columns: Columns
    formats: tuple[str, ...]
    zone: ZoneInfo
    end: datetime
    process: str
    outcome: str
    decision: str
    posts: tuple[Name, ...]
    ladder: dict[str, Any]
    calendar: dict[str, Any]

    @property
    def own_key(self) -> str:
        """What all that a replay makes is named by, so that it meets nothing that was there before."""
        return f"replay-{self.key}"

    def instant(self, written: str) -> datetime:
        """The instant (UTC) of a time as the file writes it; raises ``ValueError`` when it is none."""
        for pattern in self.formats:
            try:
                return in_utc(datetime.strptime(written, pattern), self.zone)  # noqa: DTZ007  (the zone follows)
            except ValueError:
                continue
        raise ValueError(written)


def in_utc(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time. One that the clocks skip is moved forward by what they skipped (02:30 becomes
    03:30), one that they show twice is the first of the two: as in ``workflows.calendars.calendar``."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def load_map(path: Path) -> ReplayMap:
    """Read a map; raises ``ReplayRefused`` with every hole in it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReplayRefused(f"The map {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # no UTF-8, or no TOML: tomllib's own error names line and column
        raise ReplayRefused(f"The map {path} is not TOML: {error}.") from error
    holes = Holes()
    built = _build(raw, holes)
    if holes.found:
        raise ReplayRefused("\n  ".join([f"The map {path} has holes:", *holes.found]))
    return built


def _build(raw: Mapping[str, Any], holes: Holes) -> ReplayMap:
    """Where there are holes, they are noted and the value is a placeholder that nobody sees."""
    times, process = holes.table(raw, "times"), holes.table(raw, "process")
    zone = holes.zone(times, "times.zone")
    standard, outcome = holes.text(process, "process.standard"), holes.text(process, "process.outcome")
    _check_outcome(standard, outcome, holes)
    posts = tuple(
        holes.name(post, f"posts[{number}].name") for number, post in enumerate(holes.tables(raw, "posts"), start=1)
    )
    built = ReplayMap(
        key=holes.slug(raw, "key", longest=20),
        name=holes.name(raw, "name"),
        language=holes.one_of(raw, "language", ("ar", "en")),
        columns=_columns(holes.table(raw, "columns"), holes),
        formats=holes.texts(times, "times.formats"),
        zone=zone,
        end=in_utc(holes.wall_time(times, "times.end"), zone),
        process=standard,
        outcome=outcome,
        decision=holes.text(process, "process.decision"),
        posts=posts,
        ladder=_ladder(raw, holes),
        calendar=_calendar(holes.table(raw, "calendar"), zone, holes),
    )
    if len(posts) != len(built.ladder["rungs"]) + 1:
        holes.add(f"posts: {len(posts)} are given, and the ladder needs {len(built.ladder['rungs']) + 1}")
    return built


def _columns(raw: Mapping[str, Any], holes: Holes) -> Columns:
    def one(field: str) -> str:
        return holes.text(raw, f"columns.{field}")

    def several(field: str) -> tuple[str, ...]:
        return holes.texts(raw, f"columns.{field}")

    return Columns(
        key=one("key"),
        opened=one("opened"),
        decided=one("decided"),
        agency=one("agency"),
        agency_name=one("agency_name"),
        subject=several("subject"),
        text=several("text"),
        place=several("place"),
    )


def _check_outcome(standard: str, outcome: str, holes: Holes) -> None:
    process = STANDARD_PROCESSES.get(standard)
    if process is None:
        holes.add(f"process.standard is one of: {', '.join(STANDARD_PROCESSES)}")
        return
    handling = next(step for step in process["steps"] if step["key"] == "handle")
    # A file has no ground of a refusal, and none goes out without one.
    decides = [known for known in handling["outcomes"] if known["effect"] == "decide"]
    outcomes = [known["key"] for known in decides if known["result"] != "refused"]
    if outcome not in outcomes:
        holes.add(f"process.outcome is one of: {', '.join(outcomes)}")


def _ladder(raw: Mapping[str, Any], holes: Holes) -> dict[str, Any]:
    """To the moment: what is replayed is known to the second. Only a decision is recorded, and nothing else counts."""
    ladder = holes.table(raw, "ladder")
    return {
        "format": FORMAT,
        "name": dict(holes.name(raw, "name")),
        "ends": "moment",
        "rungs": [
            {"level": level, "after": Duration(days).as_json()}
            for level, days in enumerate(holes.numbers(ladder, "ladder.after_days"), start=1)
        ],
        "remind_every": Duration(holes.number(ladder, "ladder.remind_every_days")).as_json(),
        "question_pause": Duration(holes.number(ladder, "ladder.question_pause_days")).as_json(),
        "acts": {"reply": "never"},
    }


def _calendar(raw: Mapping[str, Any], zone: ZoneInfo, holes: Holes) -> dict[str, Any]:
    closed = [
        Holiday(day, day, holes.name(holiday, f"calendar.holidays[{number}].name"), "confirmed")
        for number, holiday in enumerate(holes.tables(raw, "calendar.holidays"), start=1)
        for day in holes.dates(holiday, f"calendar.holidays[{number}].dates")
    ]
    days = [day.first for day in closed]
    for twice in sorted({day for day in days if days.count(day) > 1}):
        holes.add(f"calendar.holidays: {twice} is there twice")
    weekend = holes.texts(raw, "calendar.weekend", of=WEEKDAYS)
    if len(set(weekend)) == len(WEEKDAYS):
        holes.add("calendar.weekend: no working day is left")
    return compose(
        name=holes.name(raw, "calendar.name"),
        zone=zone.key,
        week=tuple(() if day in weekend else ALL_DAY for day in WEEKDAYS),
        holidays=closed,
    )
