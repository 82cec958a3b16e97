"""Working time: when a duration is over, how much of it lies between two instants, and how that comes about by days.

Three units, each with a flow of its own:

- *Working days* flow through the 24 hours of each open date, whatever its hours, and stand still on the others. So a
  start on a day off counts from 00:00 of the next working day, and n working days later is the same time of day n
  working days on; an end that falls on midnight is 00:00 of the next working day.
- *Working hours* flow while the body is open. They are over at the first instant at which so much has passed.
- *Calendar days* flow always. One that ends on a day off ends with the next working day.

A count of days ends *to the moment*, as above, or *at the day's end*: when the body closes on the last of so many days
after the one on which it began, which does not count, whatever the time of day. Hours always end to the moment.

Where summer time begins or ends, every date still counts 24 hours of wall time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args

from workflows.calendars.calendar import DAY, MIDNIGHT, Calendar, Reason

HOUR = timedelta(hours=1)
AN_INSTANT = timedelta(microseconds=1)
NOTHING = timedelta(0)

Unit = Literal["working_days", "working_hours", "calendar_days"]
Ending = Literal["moment", "day_end"]
UNITS: tuple[Unit, ...] = get_args(Unit)
ENDINGS: tuple[Ending, ...] = get_args(Ending)


@dataclass(frozen=True, slots=True)
class Duration:
    """So many working days, working hours or calendar days; raises ``ValueError`` for any other unit."""

    amount: int
    unit: Unit = "working_days"

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"a duration is in {', '.join(UNITS)}: {self.unit}")

    @classmethod
    def of(cls, raw: Any) -> Duration:
        """From ``{"amount": 2, "unit": "working_days"}``; raises ``ValueError`` and the like for anything else."""
        return cls(int(raw["amount"]), raw["unit"])

    def as_json(self) -> dict[str, Any]:
        """The same the other way round."""
        return {"amount": self.amount, "unit": self.unit}

    @property
    def span(self) -> timedelta:
        """How much of its unit's flow it is; a day is 24 hours."""
        return self.amount * (HOUR if self.unit == "working_hours" else DAY)

    def at_day_end(self, ending: Ending) -> bool:
        """Whether a count of it that ends so ends when a body closes."""
        return ending == "day_end" and self.unit != "working_hours"


@dataclass(frozen=True, slots=True)
class Day:
    """One date of an explanation: whether and why it counted, and how much it brought (a whole day is 24 hours)."""

    date: date
    reason: Reason
    counted: timedelta

    @property
    def is_open(self) -> bool:
        return self.reason == "open"


def add(calendar: Calendar, start: datetime, duration: Duration, ending: Ending = "moment") -> datetime:
    """The instant (UTC) at which the duration is over that began at ``start`` (aware).

    Raises ``ValueError`` for a naive start, and for a duration of nothing or less.
    """
    if duration.amount < 1:
        raise ValueError("a duration is at least one of its unit")
    if duration.at_day_end(ending):
        return calendar.closing(_last_day(calendar, start, duration))
    end = flow(calendar, start, duration.span, duration.unit)
    return _on_an_open_date(calendar, end) if duration.unit == "calendar_days" else end


def flow(calendar: Calendar, start: datetime, amount: timedelta, unit: Unit = "working_days") -> datetime:
    """The instant (UTC) at which ``amount`` of a unit's flow has passed since ``start`` (aware).

    Raises ``ValueError`` for a naive start or a negative amount. No working days added to a start on a day off are
    00:00 of the next working day.
    """
    if amount < NOTHING:
        raise ValueError("working time only adds forwards")
    local = calendar.local(start)
    match unit:
        case "working_days":
            open_before, time_of_day = divmod(_reading(calendar, local) + amount, DAY)
            return calendar.instant(calendar.open_date(open_before), time_of_day)
        case "working_hours":
            return _when_open(calendar, local, amount)
    return calendar.instant(local.date(), since_midnight(local) + amount)


def between(calendar: Calendar, start: datetime, end: datetime, unit: Unit = "working_days") -> timedelta:
    """How much of a unit's flow lies between ``start`` and ``end`` (both aware); negative when ``end`` comes first."""
    begun, over = calendar.local(start), calendar.local(end)
    match unit:
        case "working_days":
            return _reading(calendar, over) - _reading(calendar, begun)
        case "working_hours":
            forward = wall(begun) <= wall(over)
            first, last = (begun, over) if forward else (over, begun)
            passed = sum((_open_on(calendar, day, first, last) for day in _dates(first, last)), NOTHING)
            return passed if forward else -passed
    return wall(over) - wall(begun)


def left(calendar: Calendar, at: datetime, due: datetime, unit: Unit, ending: Ending) -> timedelta:
    """What a count that is paused at ``at`` and due at ``due`` has left; nothing when it is over. ``resumed`` takes it.

    A count of working days that ends when the body closes is paused by the hours that are left until then.
    """
    return max(between(calendar, at, due, _paused_by(unit, ending)), NOTHING)


def resumed(calendar: Calendar, at: datetime, rest: timedelta, unit: Unit, ending: Ending) -> datetime:
    """When (UTC) a count is over that goes on at ``at`` with what it had ``left``; where nothing was, at once.

    One that ends with a day ends when the body closes on the day on which the rest is over, never before that.
    """
    end = flow(calendar, at, rest, _paused_by(unit, ending))
    if ending == "moment" or unit == "working_hours" or not rest:
        return end
    # What is over at 24:00 is over with that day, though the clock shows the next.
    day = calendar.first_open(calendar.local(end - AN_INSTANT).date())
    closing = calendar.closing(day)
    return closing if end <= closing else calendar.closing(calendar.first_open(day + DAY))


def before(calendar: Calendar, end: datetime, duration: Duration) -> datetime:
    """The instant (UTC) from which a duration to the moment is over at ``end`` (aware), or sooner: a warning's.

    Of calendar days it is the same time of day so many dates before.
    """
    local = calendar.local(end)
    match duration.unit:
        case "working_days":
            open_before, time_of_day = divmod(_reading(calendar, local) - duration.span, DAY)
            return calendar.instant(calendar.open_date(open_before), time_of_day)
        case "working_hours":
            return _when_still_open(calendar, local, duration.span)
    return calendar.instant(local.date(), since_midnight(local) - duration.span)


def next_day_begins(calendar: Calendar, instant: datetime) -> datetime:
    """When (UTC) the first working day begins whose date comes after that of ``instant`` (aware): 00:00 there.

    Up to then, and at that very instant, falls what somebody must have done who works today and not again before.
    """
    return calendar.instant(calendar.first_open(calendar.local(instant).date() + DAY), NOTHING)


def explain(calendar: Calendar, start: datetime, duration: Duration, ending: Ending = "moment") -> list[Day]:
    """Every date from ``start`` to the end that ``add`` gives, with what it counted; the counts sum to the duration."""
    end = add(calendar, start, duration, ending)
    whole = duration.at_day_end(ending)
    local, left_over = calendar.local(start), duration.span
    days = []
    for day in _dates(local, calendar.local(end)):
        brings = _whole(calendar, day, local, duration.unit) if whole else _passing(calendar, day, local, duration.unit)
        counted = min(brings, left_over)
        left_over -= counted
        days.append(Day(day, calendar.why(day), counted))
    return days


def explain_rest(calendar: Calendar, at: datetime, rest: timedelta, unit: Unit, ending: Ending) -> list[Day]:
    """The same of a count that went on at ``at`` with what it had ``left``."""
    local, days = calendar.local(at), []
    for day in _dates(local, calendar.local(resumed(calendar, at, rest, unit, ending))):
        counted = min(_passing(calendar, day, local, _paused_by(unit, ending)), rest)
        rest -= counted
        days.append(Day(day, calendar.why(day), counted))
    return days


def wall(local: datetime) -> datetime:
    """The wall time alone: what the clock on the wall says, without its zone."""
    return datetime.combine(local.date(), local.time())


def since_midnight(local: datetime) -> timedelta:
    """The time of day as what has passed since midnight, by the clock on the wall."""
    return wall(local) - datetime.combine(local.date(), MIDNIGHT)


def _paused_by(unit: Unit, ending: Ending) -> Unit:
    """The unit in which a paused count keeps what it has left."""
    return "working_hours" if unit == "working_days" and ending == "day_end" else unit


def _reading(calendar: Calendar, local: datetime) -> timedelta:
    """What a clock that runs on open dates only shows."""
    time_of_day = since_midnight(local) if calendar.is_open(local.date()) else NOTHING
    return calendar.open_before(local.date()) * DAY + time_of_day


def _last_day(calendar: Calendar, start: datetime, duration: Duration) -> date:
    """The day with which a count of days ends; the one on which it begins does not count."""
    began = calendar.local(start).date()
    if duration.unit == "calendar_days":
        return calendar.first_open(began + duration.amount * DAY)
    return calendar.open_date(calendar.open_before(began + DAY) + duration.amount - 1)


def _on_an_open_date(calendar: Calendar, end: datetime) -> datetime:
    day = calendar.local(end).date()
    return end if calendar.is_open(day) else calendar.instant(calendar.first_open(day), NOTHING)


def _when_open(calendar: Calendar, local: datetime, amount: timedelta) -> datetime:
    """The first instant at which the body has been open for so long since then."""
    if not amount:
        return calendar.instant(local.date(), since_midnight(local))
    day, begun = local.date(), since_midnight(local)
    while True:
        for span in calendar.hours(day):
            opens, closes = span.from_midnight
            room = closes - max(opens, begun)
            if room >= amount:
                return calendar.instant(day, max(opens, begun) + amount)
            amount -= max(room, NOTHING)
        day, begun = day + DAY, NOTHING


def _when_still_open(calendar: Calendar, local: datetime, amount: timedelta) -> datetime:
    """The last instant from which the body is open for so long until then."""
    day, over = local.date(), since_midnight(local)
    while True:
        for span in reversed(calendar.hours(day)):
            opens, closes = span.from_midnight
            room = min(closes, over) - opens
            if room >= amount:
                return calendar.instant(day, min(closes, over) - amount)
            amount -= max(room, NOTHING)
        day, over = day - DAY, DAY


def _open_on(calendar: Calendar, day: date, first: datetime, last: datetime) -> timedelta:
    """For how long the body is open on a date between two wall times."""
    midnight = datetime.combine(day, MIDNIGHT)
    begun, over = wall(first) - midnight, wall(last) - midnight
    spans = (span.from_midnight for span in calendar.hours(day))
    return sum((max(min(closes, over) - max(opens, begun), NOTHING) for opens, closes in spans), NOTHING)


def _whole(calendar: Calendar, day: date, begun: datetime, unit: Unit) -> timedelta:
    """What a date brings where days count as wholes, and the one on which it began does not."""
    counts = day > begun.date() and (unit == "calendar_days" or calendar.is_open(day))
    return DAY if counts else NOTHING


def _passing(calendar: Calendar, day: date, begun: datetime, unit: Unit) -> timedelta:
    """How much of a unit's flow a date brings, counted from ``begun``."""
    midnight = datetime.combine(day, MIDNIGHT)
    if unit == "working_hours":
        return _open_on(calendar, day, begun, (midnight + DAY).replace(tzinfo=begun.tzinfo))
    if unit == "working_days" and not calendar.is_open(day):
        return NOTHING
    return DAY - max(wall(begun) - midnight, NOTHING)


def _dates(first: datetime, last: datetime) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
