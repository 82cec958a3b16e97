"""The public holidays of a country in a year, from the ``holidays`` library: estimated, until a circular fixes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from operator import itemgetter
from types import ModuleType

from babel.core import get_global

from permissions.arabic import in_order
from permissions.translated_text import languages
from permissions.writing import active_language, locale_of
from workflows.calendars import jordan
from workflows.calendars.definition import Holiday, run_together

_JORDAN = "JO"


def _holidays() -> ModuleType:
    """The library. Not before: it takes memory that the sweep and most processes never need."""
    return import_module("holidays")


def country_of(zone: str) -> str:
    """The code of the country in which a time zone lies, where its holidays are known; empty where they are not."""
    code = str(get_global("zone_territories").get(zone, ""))
    return code if code in _holidays().list_supported_countries() else ""


def countries() -> list[tuple[str, str]]:
    """The code of each country whose holidays are known, and its name in the active language, by name."""
    names = locale_of(active_language()).territories
    found = [(code, str(names.get(code, code))) for code in _holidays().list_supported_countries(include_aliases=False)]
    return in_order([each for each in found if len(each[0]) == len("JO")], itemgetter(1))


def holidays_of(country: str, year: int) -> list[Holiday]:
    """A country's holidays, each estimated, named in the platform's languages that the library has for it.

    Jordan's are corrected to what is practised there. Raises ``NotImplementedError`` for a country nobody knows.
    """
    found = jordan.days_off([year]) if country == _JORDAN else _library(country, year)
    return run_together(replace(each, state="estimated", circular="") for each in found)


def _library(country: str, year: int) -> Iterable[Holiday]:
    names: dict[date, dict[str, str]] = {}
    for language in languages():
        written = _language(country, language)
        if written:
            for day, name in _holidays().country_holidays(country, years=year, language=written).items():
                names.setdefault(day, {})[language] = str(name)
    return [Holiday(day, day, name, "estimated") for day, name in sorted(names.items())]


def _language(country: str, language: str) -> str:
    """What the library calls a language of ours for that country; empty where it does not have it."""
    known: Sequence[str] = getattr(_holidays().country_holidays(country), "supported_languages", ())
    if not known:
        return language if language == "en" else ""
    return next((each for each in known if each.partition("_")[0] == language), "")
