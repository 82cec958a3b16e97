"""When things happen: citizens write by seasons, weekdays and hours, officers act in office hours."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from workflows.calendars.calendar import Calendar

OFFICE_OPENS: Final = 8 * 60
OFFICE_DAY: Final = 450
"""Minutes in which officers are at work, from 8:00 to 15:30."""
DAY: Final = timedelta(days=1)

_WEEKDAYS: Final = (1.05, 1.0, 0.97, 0.85, 0.34, 0.52, 1.2)  # Monday first; Friday and Saturday are the weekend
_MONTHS: Final = (1.08, 1.0, 0.95, 0.98, 0.96, 1.04, 1.12, 1.15, 1.1, 1.02, 0.97, 0.98)
_RAMADANS: Final = (
    (date(2025, 3, 1), date(2025, 3, 29)),
    (date(2026, 2, 18), date(2026, 3, 19)),
    (date(2027, 2, 8), date(2027, 3, 9)),
)
_RAMADAN, _HOLIDAY = 0.72, 0.42
# Of each hour of the day: when people sit down to write. The call centre answers in office hours.
_HOURS: Final = (9, 5, 2, 1, 1, 2, 4, 11, 27, 41, 48, 47, 42, 38, 33, 29, 27, 28, 30, 34, 39, 41, 33, 20)
_HOURS_UP_TO: Final = tuple(accumulate(_HOURS))
_CALLS_UP_TO: Final = tuple(accumulate(hours if 8 <= hour < 17 else 0 for hour, hours in enumerate(_HOURS)))


class Year:
    """The days up to ``until`` (aware) on which citizens write, and the office hours around them."""

    def __init__(self, until: datetime, calendar: Calendar, *, days: int = 365) -> None:
        self.until = until
        self._zone = calendar.zone
        last = calendar.local(until).date()
        self._days = [last - timedelta(days=back) for back in range(days, -1, -1)]
        self._up_to = tuple(accumulate(_liveliness(day, calendar) for day in self._days))
        around = (last - timedelta(days=back) for back in range(days + 3, -120, -1))
        self._open = [day for day in around if calendar.is_open(day)]

    def opening(self, rng: Random, *, by_call: bool = False) -> datetime:
        """When somebody files something, on any day before ``until``."""
        while True:
            day = rng.choices(self._days, cum_weights=self._up_to)[0]
            instant = self._at(day, self._minute(rng, by_call=by_call), rng)
            if instant < self.until:
                return instant

    def recent_opening(self, rng: Random, *, days: float, by_call: bool = False) -> datetime:
        """The same within the last so many days, the nearer the likelier."""
        while True:
            back = int(min(rng.random(), rng.random()) * days)
            instant = self._at(self._days[-1] - back * DAY, self._minute(rng, by_call=by_call), rng)
            if instant < self.until:
                return instant

    def in_office(self, after: datetime, minutes: float) -> datetime:
        """So many minutes of office hours after an instant; a day has 450."""
        local = after.astimezone(self._zone)
        place = bisect_left(self._open, local.date())
        passed = 0.0
        if place < len(self._open) and self._open[place] == local.date():
            passed = local.hour * 60 + local.minute + local.second / 60 - OFFICE_OPENS
        days, minute = divmod(min(max(passed, 0.0), OFFICE_DAY) + minutes, OFFICE_DAY)
        day = self._open[min(place + int(days), len(self._open) - 1)]
        return self._instant(day, (OFFICE_OPENS + minute) * 60)

    def awake(self, after: datetime) -> datetime:
        """The instant itself, or the same morning at some time after seven when citizens sleep."""
        local = after.astimezone(self._zone)
        return after + timedelta(hours=7 - local.hour) if local.hour < 6 else after

    def _minute(self, rng: Random, *, by_call: bool) -> float:
        hour = rng.choices(range(24), cum_weights=_CALLS_UP_TO if by_call else _HOURS_UP_TO)[0]
        return (hour + rng.random()) * 60

    def _at(self, day: date, minute: float, rng: Random) -> datetime:
        return self._instant(day, minute * 60 + rng.random())

    def _instant(self, day: date, second: float) -> datetime:
        """Seconds after local midnight; whole seconds, as a person's watch shows them."""
        wall = datetime.combine(day, time(0)) + timedelta(seconds=int(second))
        return wall.replace(tzinfo=self._zone).astimezone(UTC)


def _liveliness(day: date, calendar: Calendar) -> float:
    share = _WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1]
    if any(first <= day <= last for first, last in _RAMADANS):
        share *= _RAMADAN
    return share * _HOLIDAY if calendar.why(day) == "closed" else share
