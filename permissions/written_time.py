"""How days, times and spans are written for people: months of the Levant, digits 0–9, Amman's time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_MONTHS = {
    "ar": (
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_WEEKDAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_HALVES = {"ar": ("صباحًا", "مساءً"), "en": ("am", "pm")}
# One, two, three to ten, eleven and more.
_UNITS = {
    "ar": {
        "day": ("يوم واحد", "يومان", "أيام", "يومًا"),
        "hour": ("ساعة واحدة", "ساعتان", "ساعات", "ساعة"),
        "minute": ("دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة"),
    },
    "en": {
        "day": ("1 day", "2 days", "days", "days"),
        "hour": ("1 hour", "2 hours", "hours", "hours"),
        "minute": ("1 minute", "2 minutes", "minutes", "minutes"),
    },
}


def local(at: datetime) -> datetime:
    """The instant in the country's own time."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def midnight(day: date) -> datetime:
    """When a day begins in the country."""
    return datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE))


def written_month(day: date, language: str | None = None) -> str:
    """``تشرين الثاني 2026``."""
    return f"{_MONTHS[_known(language)][day.month - 1]} {day.year}"


def written_day(day: date, language: str | None = None) -> str:
    """``الاثنين 23 تشرين الثاني 2026``."""
    known = _known(language)
    return f"{_WEEKDAYS[known][day.weekday()]} {day.day} {written_month(day, known)}"


def written_weekday(day: date, language: str | None = None) -> str:
    """``الاثنين 23``: a day in a short list."""
    return f"{_WEEKDAYS[_known(language)][day.weekday()]} {day.day}"


def written_hour(at: datetime, language: str | None = None) -> str:
    """``2:10 مساءً``, in the country's time."""
    here = local(at)
    return f"{here.hour % 12 or 12}:{here.minute:02d} {_HALVES[_known(language)][here.hour >= 12]}"


def written_moment(at: datetime, language: str | None = None) -> str:
    """``الاثنين 23 تشرين الثاني 2026، 2:10 مساءً``, in the country's time."""
    known = _known(language)
    comma = "،" if known == "ar" else ","
    return f"{written_day(local(at).date(), known)}{comma} {written_hour(at, known)}"


def written_edge(at: datetime, *, is_end: bool = False) -> str:
    """Where a span begins or ends: of whole days by its first and last day, of any other by the moment."""
    if local(at).time() != time.min:
        return written_moment(at)
    return written_day(local(at - timedelta(microseconds=1) if is_end else at).date())


def written_due(at: datetime) -> str:
    """A date by which something is promised, as people name it: its day. One that ends at midnight is the day before.

    The rule counts a working day as 24 hours, so the exact moment may lie late in the evening; nobody answers then.
    """
    day = written_day(local(at - timedelta(microseconds=1)).date())
    return _("%(day)s, before the end of the working day") % {"day": day}


def written_span(span: timedelta, language: str | None = None) -> str:
    """``يومان و3 ساعات``: the two largest units that are not nothing, rounded down; at least a minute."""
    known = _known(language)
    minutes = max(int(span.total_seconds()) // 60, 1)
    amounts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    parts = [_counted(amount, unit, known) for unit, amount in amounts.items() if amount][:2]
    return (" و" if known == "ar" else " and ").join(parts)


def written_days(count: int, language: str | None = None) -> str:
    """``يومان``, ``3 أيام``, ``11 يومًا``."""
    return _counted(count, "day", _known(language))


def written_hours(minutes: int, language: str | None = None) -> str:
    """``7 س 26 د``: a part of a day in a dense table; unlike ``7:26`` it is no time of day."""
    hour, minute = ("س", "د") if _known(language) == "ar" else ("h", "min")
    hours, rest = divmod(minutes, 60)
    parts = [f"{amount} {unit}" for amount, unit in ((hours, hour), (rest, minute)) if amount]
    return " ".join(parts) or f"0 {minute}"


def _counted(amount: int, unit: str, language: str) -> str:
    one, two, few, many = _UNITS[language][unit]
    if amount in (1, 2):
        return (one, two)[amount - 1]
    return f"{amount} {few if 3 <= amount % 100 <= 10 else many}"


def _known(language: str | None) -> str:
    wanted = (language or get_language() or "ar")[:2]
    return wanted if wanted in _MONTHS else "ar"
