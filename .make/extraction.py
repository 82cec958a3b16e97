"""Finds every sentence of the project that is to be translated, in Python and in templates, without GNU gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

FLOORS = ("permissions", "workflows", "content", "site")
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg", ".js"}
# Where the words stand among a call's arguments: context, singular, plural.
ARGUMENTS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CANONICAL = {f"{name}{suffix}": name for name in ARGUMENTS for suffix in ("", "_lazy", "_noop")}
STRING = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")


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
    tree = ast.parse(source, name)
    known = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := _called(node.func, known)):
            yield _spoken(node, function, name)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                if alias.name in CANONICAL:
                    yield alias.asname or alias.name, CANONICAL[alias.name]


def _called(function: ast.expr, known: dict[str, str]) -> str | None:
    if isinstance(function, ast.Name):
        return known.get(function.id)
    if isinstance(function, ast.Attribute) and ast.unparse(function.value) == "translation":
        return CANONICAL.get(function.attr)
    return None


def _spoken(call: ast.Call, function: str, name: str) -> Sentence:
    def word(position: int | None) -> str:
        if position is None:
            return ""
        try:
            value = ast.literal_eval(call.args[position])
        except (ValueError, IndexError):
            value = None
        if not isinstance(value, str):
            raise NotLiteral(f"{name}:{call.lineno}: {function}() needs plain text, so that it can be translated")
        return value

    context, text, plural = ARGUMENTS[function]
    return Sentence(word(text), word(context), word(plural))


def in_template(source: str, name: str) -> Iterator[Sentence]:
    """The sentences of a Django template."""
    for function, words in TEMPLATE_CALL.findall(templatize(source, origin=name)):
        context, text, plural = ARGUMENTS["gettext" if function == "_" else function]
        values: tuple[str, ...] = ast.literal_eval(f"({words},)")
        yield Sentence(
            values[text], values[context] if context is not None else "", values[plural] if plural is not None else ""
        )
