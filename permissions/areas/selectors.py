"""The gazetteer as it is read: one statement, without the outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from permissions.arabic import fold
from permissions.areas.models import Area
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import local

BETWEEN: Final = " › "
"""Between a governorate and its district, as they are read."""


@dataclass(frozen=True, slots=True)
class Known:
    """An area as it is read. ``under``: the key of its governorate; empty for a governorate."""

    key: str
    name: Mapping[str, str]
    under: str
    closes_on: date | None

    def is_open(self, day: date) -> bool:
        return self.closes_on is None or day < self.closes_on


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All areas by their keys, in their order; ``day``: the day for which it is asked what is open."""

    areas: Mapping[str, Known]
    day: date

    def path(self, key: str) -> tuple[str, ...]:
        """An area as conditions read it: behind the one that it lies under. Nothing for what is none."""
        known = self.areas.get(key)
        if known is None:
            return ()
        return (known.under, key) if known.under else (key,)

    def in_words(self, key: str, language: str | None = None) -> str:
        """An area with its governorate, in a language; its key for what is none."""
        path = self.path(key)
        return BETWEEN.join(in_language(self.areas[each].name, language) for each in path) or key

    def can_be_chosen(self, key: str) -> bool:
        """Whether it and what it lies under are open."""
        path = self.path(key)
        return bool(path) and all(self.areas[each].is_open(self.day) for each in path)

    @property
    def governorates(self) -> list[Known]:
        return [each for each in self.areas.values() if not each.under]

    def districts(self, key: str) -> list[Known]:
        """Those of a governorate."""
        return [each for each in self.areas.values() if each.under == key]

    def key_of_name(self, name: Mapping[str, str], under: str = "") -> str:
        """The open governorate, or the open district ``under`` one, with this name in any language; "" for none."""
        spelled = {_letters(words) for words in name.values()}
        for area in self.districts(under) if under else self.governorates:
            if self.can_be_chosen(area.key) and spelled.intersection(map(_letters, area.name.values())):
                return area.key
        return ""

    def in_order(self) -> Iterator[Known]:
        """Each governorate before its districts."""
        for governorate in self.governorates:
            yield governorate
            yield from self.districts(governorate.key)


def _letters(name: str) -> str:
    """Without blanks and apostrophes, which others write elsewhere: ``Ma`an`` is ``Maan``."""
    return "".join(filter(str.isalnum, fold(name)))


def gazetteer() -> Gazetteer:
    """As it is now, in one statement."""
    rows = Area.objects.values_list("key", "name", "under__key", "closes_on")
    return Gazetteer({row[0]: Known(row[0], row[1], row[2] or "", row[3]) for row in rows}, local(now()).date())


def areas_in_words() -> dict[str, str]:
    """All that a condition can name, in the words of whoever writes it: a governorate is meant with its districts."""
    found = gazetteer()
    words = {each.key: found.in_words(each.key) for each in found.in_order()}
    closed = _("%(area)s (closed)")
    return {key: said if found.can_be_chosen(key) else closed % {"area": said} for key, said in words.items()}


def area_paths() -> dict[str, tuple[str, ...]]:
    """All that a condition can name, each behind what it lies under."""
    found = gazetteer()
    return {key: found.path(key) for key in found.areas}
