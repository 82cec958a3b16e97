"""Takes values out of a map that may lack them, and remembers what is missing or of the wrong kind, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

NOWHERE = datetime(2000, 1, 1)  # noqa: DTZ001  (a wall time, which stands for one that is missing)
LONGEST_COUNT = 60  # working days, as for every ladder


class Holes:
    """Each getter takes a table and the dotted path of a value, whose last word is its key in the table.

    What is missing or wrong is noted in ``found``, each sentence once, and a placeholder is returned.
    """

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, sentence: str) -> None:
        if sentence not in self.found:
            self.found.append(sentence)

    def table(self, raw: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        value = self._value(raw, path)
        if isinstance(value, Mapping):
            return value
        self.add(f"[{path}] is missing")
        return {}

    def tables(self, raw: Mapping[str, Any], path: str) -> list[Mapping[str, Any]]:
        """A list of tables, which may be empty but not missing."""
        value = self._value(raw, path)
        if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
            return value
        self.add(f"[[{path}]] is missing")
        return []

    def text(self, raw: Mapping[str, Any], path: str) -> str:
        value = self._value(raw, path)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.add(f"{path} is missing: a text")
        return ""

    def texts(self, raw: Mapping[str, Any], path: str, *, of: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts, out of ``of`` where that is given."""
        value = self._value(raw, path)
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.add(f"{path} is missing: a list of texts")
            return ()
        for strange in [each for each in value if of and each not in of]:
            self.add(f"{path}: “{strange}” is none of {', '.join(of)}")
        if not value and not of:
            self.add(f"{path} is empty")
        return tuple(value)

    def one_of(self, raw: Mapping[str, Any], path: str, known: Sequence[str]) -> str:
        value = self._value(raw, path)
        if value not in known:
            self.add(f"{path} is one of: {', '.join(known)}")
        return str(value)

    def slug(self, raw: Mapping[str, Any], path: str, *, longest: int) -> str:
        value = self.text(raw, path)
        if value and not re.fullmatch(rf"[a-z][a-z0-9_]{{0,{longest - 1}}}", value):
            self.add(f"{path}: up to {longest} of a–z, 0–9 and _, a letter first")
        return value

    def name(self, raw: Mapping[str, Any], path: str) -> dict[str, str]:
        """A text in Arabic and English: ``{ ar = "…", en = "…" }``."""
        value = self._value(raw, path)
        if not isinstance(value, Mapping):
            self.add(f'{path} is missing: {{ ar = "…", en = "…" }}')
            return {}
        return {language: self.text(value, f"{path}.{language}") for language in ("ar", "en")}

    def number(self, raw: Mapping[str, Any], path: str) -> int:
        return self._days(self._value(raw, path), path)

    def numbers(self, raw: Mapping[str, Any], path: str) -> list[int]:
        value = self._value(raw, path)
        if isinstance(value, list) and value:
            return [self._days(each, path) for each in value]
        self.add(f"{path} is missing: a list of working days")
        return []

    def dates(self, raw: Mapping[str, Any], path: str) -> list[date]:
        value = self._value(raw, path)
        # A datetime is a date to Python.
        if isinstance(value, list) and all(type(each) is date for each in value):
            return value
        self.add(f"{path} is missing: a list of dates like 2025-01-20")
        return []

    def wall_time(self, raw: Mapping[str, Any], path: str) -> datetime:
        value = self._value(raw, path)
        if isinstance(value, datetime) and value.tzinfo is None:
            return value
        self.add(f"{path} is missing: a time of the zone, like 2025-04-01T00:00:00")
        return NOWHERE

    def zone(self, raw: Mapping[str, Any], path: str) -> ZoneInfo:
        name = self.text(raw, path)
        try:
            return ZoneInfo(name or "UTC")
        except (KeyError, OSError, ValueError):  # what zoneinfo raises for names it cannot find or read
            self.add(f"{path}: there is no time zone named “{name}”")
            return ZoneInfo("UTC")

    def _days(self, value: Any, path: str) -> int:
        if type(value) is int and 1 <= value <= LONGEST_COUNT:
            return value
        self.add(f"{path}: working days, 1 to {LONGEST_COUNT}")
        return 1

    def _value(self, raw: Mapping[str, Any], path: str) -> Any:
        return raw.get(path.rpartition(".")[2])
