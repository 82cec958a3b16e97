"""The words of one topic as plain values, read from JSON: format 1.

``letters`` has a part for each reader and track (``citizen``, ``sealed_staff`` …), and one more, ``…_undated``, for
cases without a date. In a part stand, by language, ``subject``, ``text``, ``act`` (the button) and, where a text
message goes to its reader too, ``message``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from workflows.versions.raw import Raw, format_of

FORMAT: Final = 1
SUBJECT, TEXT, ACT, MESSAGE = "subject", "text", "act", "message"
FIELDS: Final = (SUBJECT, TEXT, ACT, MESSAGE)
UNDATED: Final = "_undated"


@dataclass(frozen=True, slots=True)
class Words:
    """One letter in one language. ``message``: for a phone, without figures and link; "" where none goes there."""

    subject: str
    text: str
    act: str
    message: str = ""

    def said(self, field: str) -> str:
        """One of ``FIELDS``."""
        return str(getattr(self, field))


@dataclass(frozen=True, slots=True)
class Wording:
    """Part to language to words."""

    letters: Mapping[str, Mapping[str, Words]]

    def words(self, part: str, language: str) -> Words | None:
        """None where somebody has left them out: a language or a part that came after this version."""
        found = self.letters.get(part, {}).get(language)
        return found if found is not None and found.subject and found.text else None


def parse(definition: Any) -> Wording:
    """Build it from its JSON; raises ``Malformed`` where it cannot be read."""
    format_of(definition, FORMAT)
    raw = Raw(definition)
    raw.only("format", "name", "letters")
    raw.words("name", {})
    letters = raw.inner("letters")
    return Wording({part: _part(letters.inner(part)) for part in raw.get("letters", dict)})


def _part(raw: Raw) -> dict[str, Words]:
    raw.only(*FIELDS)
    said = {field: raw.words(field, {}) for field in FIELDS}
    spoken = dict.fromkeys(language for words in said.values() for language in words)
    return {
        language: Words(**{field: said[field].get(language, "").strip() for field in FIELDS}) for language in spoken
    }


def part_of(audience: str, *, sealed: bool, undated: bool = False) -> str:
    """The name of a part."""
    return f"{'sealed_' if sealed else ''}{audience}{UNDATED if undated else ''}"
