"""How days, times, spans, numbers and sizes are written for people: as CLDR has it, through Babel, in digits 0–9 unless
their reader wants others, and in the country's time.

The parts of a day and the counted units are sentences of the catalogue: in CLDR's Arabic half past midnight is *in the
evening*, and one day is a bare ``يوم`` where a reader expects ``يوم واحد``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_datetime_format,
    get_month_names,
    get_time_format,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, format_percent
from babel.units import format_unit
from django.conf import settings
from django.utils.translation import get_language, ngettext, override, pgettext, to_locale
from django.utils.translation import gettext as _

from permissions.hijri import hijri_of

# An inbox writes the same days and hours again and again, and what a screen counts, it mostly counts again.
_KEPT = 4096
_HALF_OF_THE_DAY = re.compile(r"\s*[abB]+\s*")
_UNITS_AND_FRACTION = re.compile(r"0(\.[0#]+)?")
_MEGABYTE = 1024 * 1024


def active_language() -> str:
    """The language in which is being written."""
    return get_language() or settings.LANGUAGE_CODE


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language; one that ``settings.LOCALES`` does not name is written as everywhere."""
    return Locale.parse(settings.LOCALES.get(language) or to_locale(language))


@dataclass(frozen=True, slots=True)
class Reading:
    """How one person reads: digits of their own in Arabic, and the Islamic date beside each date."""

    arabic_digits: bool = False
    hijri: bool = False


_USUAL: Final = Reading()
_reading: ContextVar[Reading] = ContextVar("reading", default=_USUAL)
_ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SEPARATORS: Final = str.maketrans(",.%", "٬٫٪")


@contextmanager
def written_for(reading: Reading) -> Iterator[None]:
    """All that is written meanwhile is for whoever reads so."""
    token = _reading.set(reading)
    try:
        yield
    finally:
        _reading.reset(token)


def reading() -> Reading:
    """How whoever reads what is being written reads."""
    return _reading.get()


_days_alone: ContextVar[bool] = ContextVar("days_alone", default=False)


@contextmanager
def by_day(wanted: bool = True) -> Iterator[None]:
    """Of what is written meanwhile nobody learns the hour, where it is wanted so."""
    token = _days_alone.set(wanted or _days_alone.get())
    try:
        yield
    finally:
        _days_alone.reset(token)


@contextmanager
def hours_too() -> Iterator[None]:
    """The hour is written meanwhile all the same: of what the staff set themselves, and must keep to the hour."""
    token = _days_alone.set(False)
    try:
        yield
    finally:
        _days_alone.reset(token)


def write_by_day() -> None:
    """From here on no hour is told, to the end of the request: what surrounds it puts that back (``by_day``)."""
    _days_alone.set(True)


def days_alone() -> bool:
    """Whether no hour is told now."""
    return _days_alone.get()


def told_instant(at: datetime) -> datetime:
    """An instant as machines are told it: where no hour is told, the beginning of its day in the country."""
    return midnight(local(at).date()) if days_alone() else at


def in_own_digits(written: str) -> str:
    """What is written in digits 0-9, in those that its reader wants."""
    return written.translate(_ARABIC) if _wants_arabic() else written


def in_own_figures(written: str) -> str:
    """The same of a number by itself, whose separators go with its digits."""
    return written.translate(_ARABIC | _SEPARATORS) if _wants_arabic() else written


def _wants_arabic() -> bool:
    """In any other language they would stand alone among foreign letters."""
    return _reading.get().arabic_digits and active_language().startswith("ar")


def _beside(day: date, language: str) -> str:
    """``(13 جمادى الآخرة 1448 للهجرة)``, for whoever wants it."""
    found = hijri_of(day) if _reading.get().hijri else None
    if found is None:
        return ""
    with override(language):
        said = _("%(day)s %(month)s %(year)s AH")
    return f" ({said})" % {"day": found.day, "month": found.month_name(language), "year": found.year}


_zones: list[Callable[[], str]] = []


def zone_is_named_by(name: Callable[[], str]) -> None:
    """Whoever knows the platform's zone says so at start-up; until then it is the operator's."""
    _zones[:] = [name]


def zone() -> ZoneInfo:
    """The country's own time zone."""
    return ZoneInfo(_zones[0]() if _zones else settings.TIME_ZONE)


def written_zone() -> str:
    """Its time zone in words: «توقيت الأردن»."""
    return str(get_timezone_location(zone(), locale=locale_of(active_language())))


def local(at: datetime) -> datetime:
    """The instant in the country's own time."""
    return at.astimezone(zone())


def midnight(day: date) -> datetime:
    """When a day begins in the country."""
    return datetime.combine(day, time.min, zone())


def written_month(day: date) -> str:
    """``تشرين الثاني 2026``."""
    return in_own_digits(format_skeleton("yMMMM", day, locale=locale_of(active_language())))


def written_months() -> list[tuple[int, str]]:
    """Each month by its number: ``(11, "تشرين الثاني")``."""
    return list(get_month_names("wide", "stand-alone", locale_of(active_language())).items())


def written_day(day: date, language: str | None = None) -> str:
    """``الاثنين 23 تشرين الثاني 2026``."""
    spoken = language or active_language()
    return in_own_digits(_day(day, "long", spoken) + _beside(day, spoken))


def written_weekday(day: date) -> str:
    """``الاثنين 23``: a day in a short list."""
    return in_own_digits(_day(day, "d", active_language()))


@lru_cache(_KEPT)
def _day(day: date, pattern: str, language: str) -> str:
    locale = locale_of(language)
    parts = {"weekday": format_date(day, "EEEE", locale), "day": format_date(day, pattern, locale)}
    with override(language):
        return _("%(weekday)s %(day)s") % parts


def written_short_day(day: date) -> str:
    """``25/10/2026``: a day in a dense table, in a hint, where a message quotes what was typed."""
    return in_own_digits(f"{day:%d/%m/%Y}")


def written_in_figures(day: date) -> str:
    """For where each character counts: ``8/3`` in languages that run from the right, ``8 Mar`` in others."""
    locale = locale_of(active_language())
    return in_own_digits(format_date(day, "d/M" if locale.text_direction == "rtl" else "d MMM", locale=locale))


def written_hour(at: datetime) -> str:
    """``2:10 بعد الظهر``, ``12:00 منتصف الليل``, in the country's time."""
    return in_own_digits(_hour(local(at).time().replace(second=0, microsecond=0), active_language()))


@lru_cache(_KEPT)
def _hour(clock: time, language: str) -> str:
    locale = locale_of(language)
    pattern = _HALF_OF_THE_DAY.sub("", get_time_format("short", locale).pattern)
    with override(language):
        return _in_part_of_the_day(clock) % {"hour": format_time(clock, pattern, locale=locale)}


def _in_part_of_the_day(clock: time) -> str:
    """12:00 of the night and of the day are named: of *am* and *pm* nobody knows which is meant.

    A language that counts to 24 has nothing but the hour in its catalogue.
    """
    if clock == time(0):
        return _("%(hour)s midnight")
    if clock == time(12):
        return _("%(hour)s noon")
    if clock < time(12):
        return _("%(hour)s am")
    if clock < time(13):
        return pgettext("until one", "%(hour)s pm")
    return pgettext("until five", "%(hour)s pm") if clock < time(17) else pgettext("from five on", "%(hour)s pm")


def written_moment(at: datetime) -> str:
    """``الاثنين 23 تشرين الثاني 2026، 2:10 بعد الظهر``, in the country's time."""
    return with_hour(written_day(local(at).date()), at)


def with_hour(day: str, at: datetime) -> str:
    """``غدًا، 2:10 بعد الظهر``: the hour behind its day, which is in words already; the day, where no hour is told."""
    if days_alone():
        return day
    both = str(get_datetime_format("full", locale_of(active_language())))  # is a text already; its type says otherwise
    return both.replace("'", "").format(written_hour(at), day)


def clock_words() -> dict[str, Any]:
    """What a script needs to write a moment as ``written_moment`` does, where there is no server to ask: the words of
    each hour, and how a day and an hour are put together."""
    locale = locale_of(active_language())
    return {
        "hours": [_in_part_of_the_day(time(hour, 1)) for hour in range(24)],
        "midnight": _in_part_of_the_day(time(0)),
        "noon": _in_part_of_the_day(time(12)),
        "both": str(get_datetime_format("full", locale)).replace("'", ""),
        "to24": "H" in get_time_format("short", locale).pattern,
        "zone": zone().key,
    }


def written_edge(at: datetime, *, is_end: bool = False) -> str:
    """Where a span begins or ends: of whole days by its first and last day, of any other by the moment."""
    if local(at).time() != time.min and not days_alone():
        return written_moment(at)
    return written_day(local(at - timedelta(microseconds=1) if is_end else at).date())


def written_due(at: datetime, *, by_day: bool) -> str:
    """A date by which something is promised: its day where it ends ``by_day``, else the moment.

    One that ends at midnight is the day before.
    """
    if not by_day:
        return written_edge(at, is_end=True)
    return by_the_end_of(written_day(local(at - timedelta(microseconds=1)).date()))


def by_the_end_of(day: str) -> str:
    """``Sunday 29 November 2026, by the end of the working day``, of a day that is in words already."""
    return _("%(day)s, end of the working day") % {"day": day}


def written_span(span: timedelta) -> str:
    """``يومان و3 ساعات``: the two largest units that are not nothing, rounded down; at least a minute. Where no hour is
    told, days alone."""
    if days_alone():
        return written_days(span.days) if span.days else _("less than a day")
    hours, minutes = divmod(max(int(span.total_seconds()) // 60, 1), 60)
    days, hours = divmod(hours, 24)
    return in_own_digits(_span(days, hours, 0 if days and hours else minutes, active_language()))


@lru_cache(_KEPT)
def _span(days: int, hours: int, minutes: int, language: str) -> str:
    amounts = ((written_days, days), (_whole_hours, hours), (_minutes, minutes))
    return format_list([written(amount) for written, amount in amounts if amount], locale=locale_of(language))


def written_days(count: int) -> str:
    """``يومان``, ``3 أيام``, ``11 يومًا``, ``100 يوم``."""
    return in_own_digits(ngettext("%(count)d day", "%(count)d days", count) % {"count": count})


def _whole_hours(count: int) -> str:
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def written_hours(minutes: int) -> str:
    """``7 س 26 د``: a part of a day in a dense table; unlike ``7:26`` it is no time of day. Where no hour is told,
    neither is how much of a day was counted: one could reckon from it at which hour the count began."""
    if days_alone() and minutes:
        return _("part of a day")
    hours, rest = divmod(minutes, 60)
    parts = [_("%(count)d h") % {"count": hours}] if hours else []
    if rest or not hours:
        parts.append(_("%(count)d min") % {"count": rest})
    return in_own_digits(" ".join(parts))


def written_length(seconds: int) -> str:
    """``1 min 20 secs``, ``1 د 20 ث``: how long a recording lasts."""
    minutes, rest = divmod(seconds, 60)
    return in_own_digits(_length(minutes, rest, active_language()))


@lru_cache(_KEPT)
def _length(minutes: int, seconds: int, language: str) -> str:
    amounts = ((minutes, "minute"), (seconds, "second"))
    locale = locale_of(language)
    return " ".join(format_unit(count, unit, length="short", locale=locale) for count, unit in amounts if count)


def half_up(number: float | Decimal, decimals: int = 0) -> Decimal:
    """The number as it is written everywhere: 62.5 as 63. Its sixth decimal goes first, so that what a division
    leaves behind (14.4999999999) decides nothing."""
    exact = Decimal(str(number)).quantize(Decimal("0.000001"))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written_number(number: float | Decimal, decimals: int = 0) -> str:
    """``18,342``; with one decimal ``2.8``, and ``3.0`` too."""
    return in_own_figures(_number(number, decimals, active_language()))


@lru_cache(_KEPT)
def _number(number: float | Decimal, decimals: int, language: str) -> str:
    locale = locale_of(language)
    return format_decimal(half_up(number, decimals), _with(decimals, locale.decimal_formats[None]), locale)


def written_percent(percent: float | Decimal, decimals: int = 0) -> str:
    """``76%``, from 76."""
    return in_own_figures(_percent(percent, decimals, active_language()))


@lru_cache(_KEPT)
def _percent(percent: float | Decimal, decimals: int, language: str) -> str:
    locale = locale_of(language)
    return format_percent(half_up(percent, decimals) / 100, _with(decimals, locale.percent_formats[None]), locale)


def _with(decimals: int, usual: NumberPattern) -> str:
    return _UNITS_AND_FRACTION.sub(f"0.{'0' * decimals}".rstrip("."), usual.pattern)


def written_size(size: int) -> str:
    """``410 kB``, ``2.8 MB``, from bytes; digits 0-9 in every language. ``forms-files.js`` writes the same."""
    if size < _MEGABYTE:
        return in_own_digits(_("{size} kB").format(size=max(1, round(size / 1024))))
    return _("{size} MB").format(size=written_number(size / _MEGABYTE, decimals=1))
