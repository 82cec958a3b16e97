"""Finds every sentence of the project that is to be translated, in Python and in templates, by Babel."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

FLOORS = ("permissions", "workflows", "content", "site")
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg", ".js"}
# Where the words stand among a call's arguments: context, singular, plural, as Babel writes it.
KEYWORDS: dict[str, Any] = {"_": DEFAULT_KEYWORDS["_"]} | {
    f"{name}{suffix}": DEFAULT_KEYWORDS[name]
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for suffix in ("", "_lazy", "_noop")
}
ALIAS = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?) as (\w+)")


@dataclass(frozen=True, order=True)
class Sentence:
    """What gettext looks up. ``context`` and ``plural`` are empty where there is none."""

    text: str
    context: str = ""
    plural: str = ""


Reader = Callable[[str, str], Iterator[Sentence]]


class NotLiteral(Exception):
    """A sentence is put together at run time: no translator ever sees it."""


def sentences(root: Path) -> dict[Sentence, list[str]]:
    """Every sentence, in order of appearance, with the files (relative to ``root``) that speak it."""
    found: dict[Sentence, list[str]] = {}
    for path, read in _sources(root):
        name = path.relative_to(root).as_posix()
        for sentence in read(path.read_text(encoding="utf-8"), name):
            places = found.setdefault(sentence, [])
            if name not in places:
                places.append(name)
    return found


def _sources(root: Path) -> Iterator[tuple[Path, Reader]]:
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, in_python
        for path in sorted((root / floor).rglob("*")):
            if "templates" in path.parts and path.suffix in TEMPLATE_SUFFIXES:
                yield path, in_template


def in_python(source: str, name: str) -> Iterator[Sentence]:
    """The sentences of a module, by whatever name it imports Django's functions."""
    keywords = KEYWORDS | {alias: KEYWORDS[function] for function, alias in ALIAS.findall(source)}
    _refuse_what_is_put_together(ast.parse(source, name), keywords, name)
    return _extracted(source, keywords)


def _refuse_what_is_put_together(tree: ast.Module, keywords: Mapping[str, Any], name: str) -> None:
    """Babel takes ``_("a" if x else "b")`` for *ab*, passes over ``_(words)``, and before 3.12 over f-strings."""
    in_formatted = {part for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for part in ast.walk(text)}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        function = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if function not in keywords:
            continue
        words = call.args[: len(keywords[function] or (1,))]
        literal = words and all(isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words)
        if not literal or call in in_formatted:
            raise NotLiteral(
                f"{name}:{call.lineno}: {function}() needs plain text, outside f-strings, to be translated"
            )


def in_template(source: str, name: str) -> Iterator[Sentence]:
    """The sentences of a Django template."""
    # In brackets, since at the beginning of a line Python gives blanks a meaning.
    return _extracted(f"({templatize(source, origin=name)}\n)", KEYWORDS)


def _extracted(source: str, keywords: Mapping[str, Any]) -> Iterator[Sentence]:
    for _line, words, _comments, context in extract("python", BytesIO(source.encode()), keywords):
        text, plural = words if isinstance(words, tuple) else (words, "")
        yield Sentence(text, context or "", plural)
