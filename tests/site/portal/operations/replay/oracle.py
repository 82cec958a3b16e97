"""Another way to know what a replay must come to: it reads only the file and the map, and shares no code with ours.

The rule, from the design: n working days after a request reached its agency without a decision it goes to level 1, so
many working days after that escalation to level 2. A start on a day off counts from 00:00 of the next working day; n
working days later is the same time of day n working days on. A decision at the very moment of an escalation is in
time, one after the clock's end is none yet, one before the filing is one at the filing.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass
class Expected:
    """By agency as the file writes it; escalations are (key, level, instant). ``ties``: decided when it was due."""

    opened: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)
    escalations: set[tuple[str, int, datetime]] = field(default_factory=set)
    ties: int = 0


class Oracle:
    """Reckons by numpy's business days in the wall time of the map's zone."""

    def __init__(self, map_file: Path) -> None:
        told = tomllib.loads(map_file.read_text(encoding="utf-8"))
        self.columns: Mapping[str, Any] = told["columns"]
        self.formats: list[str] = told["times"]["formats"]
        self.zone = ZoneInfo(told["times"]["zone"])
        self.end = self.instant(told["times"]["end"])
        self.rungs: list[int] = told["ladder"]["after_days"]
        self.mask = [day not in told["calendar"]["weekend"] for day in WEEK]
        self.closed: list[date] = [day for holiday in told["calendar"]["holidays"] for day in holiday["dates"]]

    def expect(self, file: Path) -> Expected:
        expected, seen = Expected(), set()
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.DictReader(opened):
                if (times := self.times(row)) is None or row[self.columns["key"]] in seen:
                    continue
                seen.add(row[self.columns["key"]])
                if times[0] <= self.end:
                    self.add(expected, row[self.columns["key"]], row[self.columns["agency"]], *times)
        return expected

    def add(self, expected: Expected, key: str, agency: str, filed: datetime, decided: datetime | None) -> None:
        expected.opened[agency] += 1
        until = self.end if decided is None or decided > self.end else max(decided, filed)
        is_decided = decided is not None and decided <= self.end
        expected.decided[agency] += is_decided
        moment = filed
        for level, days in enumerate(self.rungs, start=1):
            moment = self.later(moment, days)
            expected.ties += is_decided and moment == until
            if moment > until or (is_decided and moment == until):
                break
            expected.escalations.add((key, level, moment))

    def times(self, row: Mapping[Any, Any]) -> tuple[datetime, datetime | None] | None:
        """When it was filed and decided; None for a row that says neither an agency nor a key nor a time."""
        if None in row or None in row.values():  # more cells than headings, or fewer
            return None
        if not row[self.columns["key"]].strip() or not row[self.columns["agency"]].strip():
            return None
        try:
            filed = self.read(row[self.columns["opened"]])
            closed = row[self.columns["decided"]].strip()
            return filed, self.read(closed) if closed else None
        except ValueError:
            return None

    def read(self, written: str) -> datetime:
        for pattern in self.formats:
            try:
                return self.instant(datetime.strptime(written.strip(), pattern))  # noqa: DTZ007  (its zone follows)
            except ValueError:
                continue
        raise ValueError(written)

    def instant(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def later(self, start: datetime, days: int) -> datetime:
        wall = start.astimezone(self.zone)
        works = bool(np.is_busday(wall.date(), weekmask=self.mask, holidays=self.closed))
        day = np.busday_offset(wall.date(), days, roll="forward", weekmask=self.mask, holidays=self.closed)
        return self.instant(datetime.combine(day.astype(date), wall.time() if works else time()))
