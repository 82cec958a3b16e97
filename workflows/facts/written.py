"""Conditions as one line of text, for lists that owners keep outside of the studio; read again they are the same.

``subject_text contains_any "clinic", "hospital" and (kind one_of "complaint" or agency missing)``, or ``always``.
Names of facts, tests and values are those of the definition, in no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from workflows.facts.conditions import DEEPEST, TESTS, WITHOUT_VALUE, AllOf, AnyOf, Condition, When, parse_when

ALWAYS, NEVER = "always", "never"
_TOKEN: Final = re.compile(r'\s*(?:(?P<text>"(?:[^"]|"")*"|“[^”]*”)|(?P<sign>[(),،])|(?P<word>[^\s(),،"“”]+))')


class NotReadable(ValueError):
    """A text that is no condition. ``near``: from where on it is not understood."""

    def __init__(self, near: str) -> None:
        super().__init__(near)
        self.near = near


def written(when: When) -> str:
    """The condition as one line."""
    match when:
        case Condition(fact, test, values):
            quoted = ", ".join('"' + value.replace('"', '""') + '"' for value in values)
            return f"{fact} {test} {quoted}".rstrip()
        case AllOf(()):
            return ALWAYS
        case AnyOf(()):
            return NEVER
        case AllOf((one,)) | AnyOf((one,)):
            return written(one)
        case AllOf(conditions):
            return " and ".join(_within(each) for each in conditions)
        case AnyOf(conditions):
            return " or ".join(_within(each) for each in conditions)


def _within(when: When) -> str:
    plain = plainly(when)
    line = written(plain)
    return line if isinstance(plain, Condition) or not getattr(plain, "conditions", ()) else f"({line})"


def plainly(when: When) -> When:
    """The same without groups of one: what is written and read again is this."""
    if isinstance(when, Condition):
        return when
    inner = tuple(plainly(each) for each in when.conditions)
    return inner[0] if len(inner) == 1 else type(when)(inner)


def read(text: str) -> dict[str, Any]:
    """The condition of a line, as a definition has it: at the top always a group. Raises ``NotReadable``."""
    reading = _Reading(list(_tokens(text)))
    raw = reading.any_of()
    if reading.rest():
        raise NotReadable(reading.rest())
    raw = raw if "all" in raw or "any" in raw else {"all": [raw]}
    try:
        parse_when(raw)
    except (KeyError, TypeError, ValueError) as error:
        raise NotReadable(text[:40]) from error
    return raw


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotReadable(text[at:].strip()[:40])
        yield found[0].strip()
        at = found.end()


@dataclass(slots=True)
class _Reading:
    """Tokens from the first that was not read yet."""

    tokens: list[str]
    at: int = 0
    depth: int = 0

    def rest(self) -> str:
        return " ".join(self.tokens[self.at : self.at + 5])

    def _next(self) -> str:
        if self.at >= len(self.tokens):
            raise NotReadable("…")
        self.at += 1
        return self.tokens[self.at - 1]

    def _is(self, *words: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at].lower() in words:
            self.at += 1
            return True
        return False

    def any_of(self) -> dict[str, Any]:
        found = [self._all_of()]
        while self._is("or"):
            found.append(self._all_of())
        return found[0] if len(found) == 1 else {"any": found}

    def _all_of(self) -> dict[str, Any]:
        found = [self._one()]
        while self._is("and"):
            found.append(self._one())
        return found[0] if len(found) == 1 else {"all": found}

    def _one(self) -> dict[str, Any]:
        if self._is("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise NotReadable(self.rest())
            found = self.any_of()
            if not self._is(")"):
                raise NotReadable(self.rest() or "…")
            self.depth -= 1
            return found
        if self._is(ALWAYS):
            return {"all": []}
        if self._is(NEVER):
            return {"any": []}
        return self._test()

    def _test(self) -> dict[str, Any]:
        fact, test = self._next(), self._next().lower()
        if fact[0] in '"“”(),،' or test not in TESTS:
            raise NotReadable(f"{fact} {test}")
        if test in WITHOUT_VALUE:
            return {"fact": fact, "is": test}
        values = [self._value()]
        while self._is(",", "،"):
            values.append(self._value())
        return {"fact": fact, "is": test, "value": values}

    def _value(self) -> str:
        """In quotes, or a single word."""
        said = self._next()
        if said[0] in '"“”':
            return said[1:-1].replace('""', '"') if said[0] == '"' else said[1:-1]
        if said in "(),،":
            raise NotReadable(f"{said} {self.rest()}")
        return said
