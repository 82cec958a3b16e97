"""The months and years that are reported on, and the instant up to which the diary is read for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

_zones: list[Callable[[], ZoneInfo]] = []


def reckon_in(zone: Callable[[], ZoneInfo]) -> None:
    """Whoever knows the capital's zone says so at start-up: months and years begin at its 00:00."""
    _zones[:] = [zone]


def _zone() -> tzinfo:
    return _zones[0]() if _zones else UTC


SETTLED = timedelta(minutes=1)
"""What happened longer ago than this is committed: no transaction of the door lasts so long. Nothing younger is
reported, so that the same cut-off always finds the same diary."""

FIRST_YEAR, LAST_YEAR = 2000, 2999

Kind = Literal["monthly", "yearly"]
_WRITTEN = {
    "monthly": re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII),
    "yearly": re.compile(r"([0-9]{4})", re.ASCII),
}
_EXAMPLE = {"monthly": "a month like 2026-10", "yearly": "a year like 2026"}


class NotReportable(ValueError):
    """There is no such period, or it cannot be reported at that cut-off. The message says why, for an operator."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a whole year when ``month`` is None."""

    year: int
    month: int | None = None

    @property
    def kind(self) -> Kind:
        return "yearly" if self.month is None else "monthly"

    @property
    def name(self) -> str:
        """``2026-10`` or ``2026``."""
        return str(self.year) if self.month is None else f"{self.year}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, 1)

    @property
    def last_day(self) -> date:
        return self.following.first_day - timedelta(days=1)

    @property
    def start(self) -> datetime:
        """The first instant, in UTC."""
        return datetime(self.year, self.month or 1, 1, tzinfo=_zone()).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first instant that is no longer in it, in UTC."""
        return self.following.start

    @property
    def following(self) -> Period:
        return self._moved(1)

    @property
    def former(self) -> Period:
        return self._moved(-1)

    def _moved(self, by: int) -> Period:
        if self.month is None:
            return Period(self.year + by)
        months = self.year * 12 + self.month - 1 + by
        return Period(months // 12, months % 12 + 1)

    def months(self) -> list[Period]:
        """Twelve months, oldest first: those of the year, or the month and the eleven before it."""
        found = [Period(self.year, self.month or 12)]
        while len(found) < 12:
            found.append(found[-1].former)
        return found[::-1]


def parse(kind: str, written: str) -> Period:
    """A period as it is written in an address or on a command line. Raises ``NotReportable``."""
    pattern = _WRITTEN.get(kind)
    if pattern is None:
        raise NotReportable(f"A report is monthly or yearly, not {kind!r}.")
    found = pattern.fullmatch(written)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise NotReportable(f"{written!r} is no period of a {kind} report: write {_EXAMPLE[kind]}.")
    return Period(*map(int, found.groups()))


def containing(kind: Kind, at: datetime) -> Period:
    """The month or year in which an instant lies, by the capital's clock."""
    here = at.astimezone(_zone())
    return Period(here.year, here.month if kind == "monthly" else None)


def down_to(first: Period, last: Period) -> Iterator[Period]:
    """The periods from ``last`` back to ``first``."""
    while last.start >= first.start:
        yield last
        last = last.former


def cut_off_for(period: Period, *, now: datetime, chosen: datetime | None = None) -> datetime:
    """Up to when the diary is read: as chosen; else the end of the period, or the present while it goes on.

    Raises ``NotReportable`` for a period that has not begun and for a cut-off that has not settled or lies before
    it.
    """
    settled = (now - SETTLED).replace(second=0, microsecond=0)
    if period.start >= settled:
        raise NotReportable(f"{period.name} has not begun.")
    if chosen is None:
        return min(period.end, settled)
    chosen = chosen.astimezone(UTC)
    if chosen > settled:
        raise NotReportable(f"The cut-off must be over for a minute: {chosen.isoformat()} is not.")
    if chosen <= period.start:
        raise NotReportable(f"The cut-off {chosen.isoformat()} lies before {period.name}.")
    return chosen
