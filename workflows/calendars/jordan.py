"""Jordan's hours and public holidays, 2025 to 2027: the ``holidays`` library's, corrected to what is practised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from workflows.calendars.calendar import DAYS_A_WEEK, Span, Week
from workflows.calendars.definition import Holiday, OtherHours, compose

YEARS = (2025, 2026, 2027)
NAME = {"ar": "تقويم الدوام في الأردن", "en": "Jordan's working calendar"}
ZONE = "Asia/Amman"
_WEEKEND = (4, 5)  # Friday, Saturday

_FIXED = {
    "New Year's Day": {"ar": "رأس السنة الميلادية", "en": "New Year's Day"},
    "Labor Day": {"ar": "عيد العمال", "en": "Labour Day"},
    "Independence Day": {"ar": "عيد الاستقلال", "en": "Independence Day"},
    "Christmas Day": {"ar": "عيد الميلاد المجيد", "en": "Christmas Day"},
}
# By the moon. The library's name, ours, and for how many days agencies close. Isra' and Mi'raj, which the library has
# too, is no day off in Jordan since 2005; of each Eid it has three days where four are given.
_LUNAR: dict[str, tuple[dict[str, str], int]] = {
    "Eid al-Fitr": ({"ar": "عيد الفطر", "en": "Eid al-Fitr"}, 4),
    "Day of Arafah": ({"ar": "يوم عرفة", "en": "Day of Arafah"}, 1),
    "Eid al-Adha": ({"ar": "عيد الأضحى", "en": "Eid al-Adha"}, 4),
    "Islamic New Year": ({"ar": "رأس السنة الهجرية", "en": "Islamic New Year"}, 1),
    "Prophet's Birthday": ({"ar": "المولد النبوي الشريف", "en": "The Prophet's Birthday"}, 1),
}
# What the prime minister's circulars fixed, first and last day, with the date of the circular: the press gives dates,
# not numbers. In 2025 the second Eid got a fifth day.
_CIRCULARS: dict[tuple[str, int], tuple[date, date, str]] = {
    ("Eid al-Fitr", 2025): (date(2025, 3, 30), date(2025, 4, 2), "2025-03-10"),
    ("Day of Arafah", 2025): (date(2025, 6, 5), date(2025, 6, 5), "2025-05-28"),
    ("Eid al-Adha", 2025): (date(2025, 6, 6), date(2025, 6, 10), "2025-05-28"),
    ("Prophet's Birthday", 2025): (date(2025, 9, 4), date(2025, 9, 4), "2025-08-24"),
    ("Eid al-Fitr", 2026): (date(2026, 3, 20), date(2026, 3, 23), "2026-03"),
}


_RAMADAN = {"ar": "دوام شهر رمضان", "en": "Ramadan hours"}
# First and last day, hours, and the date of the prime minister's circular where it is known; without one a season is
# estimated. The next one is as the last was.
_RAMADANS: tuple[tuple[date, date, Span, str], ...] = (
    (date(2025, 3, 1), date(2025, 3, 29), Span(9 * 60 + 30, 15 * 60), ""),
    (date(2026, 2, 19), date(2026, 3, 19), Span(9 * 60, 14 * 60 + 30), "2026-02-07"),
    (date(2027, 2, 8), date(2027, 3, 8), Span(9 * 60, 14 * 60 + 30), ""),
)


def jordan_definition(years: Iterable[int] = YEARS) -> dict[str, Any]:
    """The JSON of Jordan's calendar. Dates by the moon are *estimated* unless a circular is known."""
    return compose(
        name=NAME,
        zone=ZONE,
        week=_week(Span(8 * 60 + 30, 15 * 60 + 30)),
        holidays=days_off(years),
        seasons=(
            OtherHours(Holiday(first, last, _RAMADAN, "confirmed" if circular else "estimated", circular), _week(hours))
            for first, last, hours, circular in _RAMADANS
        ),
    )


def _week(hours: Span) -> Week:
    return tuple(() if weekday in _WEEKEND else (hours,) for weekday in range(DAYS_A_WEEK))


def days_off(years: Iterable[int]) -> list[Holiday]:
    """Each date once; where two holidays meet, both names."""
    found: dict[date, Holiday] = {}
    for year in years:
        for day in (*_fixed(year), *_lunar(year)):
            other = found.get(day.first)
            found[day.first] = day if other is None else _together(other, day)
    return list(found.values())


def _fixed(year: int) -> Iterator[Holiday]:
    for day, names in _library(year).items():
        for name in names:
            if name in _FIXED:
                yield Holiday(day, day, _FIXED[name], "confirmed")


def _lunar(year: int) -> Iterator[Holiday]:
    for first, names in _library(year).items():
        for name in names:
            if name in _LUNAR:
                yield from _feast(name, first)


def _feast(name: str, first: date) -> Iterator[Holiday]:
    words, length = _LUNAR[name]
    begins, ends, circular = _CIRCULARS.get((name, first.year), (first, first + timedelta(length - 1), ""))
    for offset in range((ends - begins).days + 1):
        day = begins + timedelta(offset)
        yield Holiday(day, day, words, "confirmed" if circular else "estimated", circular)


def _library(year: int) -> dict[date, list[str]]:
    """The library's holidays in English; ``Eid al-Fitr`` and ``Eid al-Adha`` name the first day only."""
    # Not before: it takes memory that the sweep and most processes never need.
    from holidays.countries.jordan import Jordan  # noqa: PLC0415

    known = Jordan(years=year, language="en_US", islamic_show_estimated=False)
    return {day: known.get_list(day) for day in sorted(known)}


def _together(one: Holiday, other: Holiday) -> Holiday:
    """Two holidays on one date; it is confirmed when either is."""
    words = {"ar": f"{one.name['ar']}، {other.name['ar']}", "en": f"{one.name['en']}, {other.name['en']}"}
    confirmed = one if one.state == "confirmed" else other
    return Holiday(one.first, one.last, words, confirmed.state, confirmed.circular)
