"""Dates of the Islamic calendar by Umm al-Qura, for reading beside others: nothing is reckoned by them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hijridate import Gregorian, Hijri


class HijriDay(NamedTuple):
    """A day with its month's number (1 to 12) and year."""

    day: int
    month: int
    year: int

    def month_name(self, language: str) -> str:
        """The month's name in Arabic or English; in English for any other language."""
        return str(Hijri(self.year, self.month, 1).month_name("ar" if language == "ar" else "en"))


def hijri_of(day: date) -> HijriDay | None:
    """The Islamic date of a day; None outside of 1343 to 1500 (1924 to 2077), of which nobody has tables."""
    try:
        found = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return None
    return HijriDay(found.day, found.month, found.year)
