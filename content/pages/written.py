"""How a text is written once in both languages, and taken apart into an Arabic page and its English strings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import uuid4

LINK = re.compile(r'<a href="[^"]*">')


class Both(NamedTuple):
    """One sentence, or one paragraph of a rich text as its inner HTML, in Arabic and in English.

    Links say the way from page to page (``../rights/``), which is the same in both languages.
    """

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Rich:
    """A rich text: paragraphs, and lists as tuples of their items."""

    parts: tuple[Both | tuple[Both, ...], ...]


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page of text as it is seeded. ``body`` is a list of stream blocks whose words are ``Both`` or ``Rich``."""

    slug: str
    title: Both
    intro: Both
    body: list[dict[str, Any]]
    description: Both
    foot: str = ""
    in_menu: bool = False


def rich(*parts: Both | tuple[Both, ...]) -> Rich:
    return Rich(parts)


def heading(ar: str, en: str) -> dict[str, Any]:
    return {"type": "heading", "value": Both(ar, en)}


def text(*parts: Both | tuple[Both, ...]) -> dict[str, Any]:
    return {"type": "text", "value": Rich(parts)}


def note(tone: str, *parts: Both) -> dict[str, Any]:
    """``tone`` is one of plain, look, late, done."""
    return {"type": "note", "value": {"tone": tone, "text": Rich(parts)}}


def questions(*pairs: tuple[Both, Rich]) -> dict[str, Any]:
    return _list("questions", [{"question": question, "answer": answer} for question, answer in pairs])


def terms(*pairs: tuple[Both, Rich]) -> dict[str, Any]:
    return _list("terms", [{"term": term, "text": words} for term, words in pairs])


def stairs(*steps: tuple[Both, Both, Both]) -> dict[str, Any]:
    return _list("stairs", [{"when": when, "heading": what, "text": words} for when, what, words in steps])


def ladder() -> dict[str, Any]:
    """The escalation ladder in force."""
    return {"type": "ladder", "value": None}


def retention() -> dict[str, Any]:
    """How long requests of each kind are kept, as it is in force."""
    return {"type": "retention", "value": None}


def run_by() -> dict[str, Any]:
    """Who runs the platform, and how to reach them."""
    return {"type": "run_by", "value": None}


def arabic(written: Any) -> Any:
    """``written`` with every ``Both`` and ``Rich`` replaced by its Arabic text."""
    if isinstance(written, Both):
        return written.ar
    if isinstance(written, Rich):
        return "".join(_html(part) for part in written.parts)
    if isinstance(written, dict):
        return {key: arabic(value) for key, value in written.items()}
    if isinstance(written, list):
        return [arabic(value) for value in written]
    return written


def english(written: Any) -> dict[str, str]:
    """Every Arabic string in ``written`` with its English one, as ``translate_page`` takes them."""
    return {_without_addresses(both.ar): _without_addresses(both.en) for both in _pairs(written)}


def _without_addresses(inner: str) -> str:
    """Links by their number alone: wagtail-localize keeps their addresses apart, the same for both languages."""
    numbers = itertools.count(1)
    return LINK.sub(lambda _match: f'<a id="a{next(numbers)}">', inner)


def _pairs(written: Any) -> Iterator[Both]:
    if isinstance(written, Both):
        yield written
    elif isinstance(written, Rich):
        yield from _pairs(written.parts)
    elif isinstance(written, dict):
        yield from _pairs(list(written.values()))
    elif isinstance(written, (list, tuple)):
        for value in written:
            yield from _pairs(value)


def _html(part: Both | tuple[Both, ...]) -> str:
    if isinstance(part, Both):
        return f"<p>{part.ar}</p>"
    return "<ul>" + "".join(f"<li>{item.ar}</li>" for item in part) + "</ul>"


def _list(kind: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    # An item without an id is invisible to wagtail-localize.
    return {"type": kind, "value": [{"type": "item", "id": str(uuid4()), "value": value} for value in values]}
