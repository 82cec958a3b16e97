"""What somebody typed, and the condition on a case's row that asks for it: the same on either database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

from permissions.arabic import fold, latin_digits
from workflows.search.indexes import FTS
from workflows.search.tokens import BONES, CALLED, KNOWN, contact_asked, of_tag, person_asked
from workflows.search.word_forms import Forms, forms_of, words_in

MOST_WORDS: Final = 12
"""Words of what is typed that are looked for; what stands behind them finds nothing more."""
FEWEST_DIGITS: Final = 7
"""Of a phone number."""
_ONE_MORE: Final = f"SELECT 1 FROM {FTS} WHERE {FTS} MATCH %s LIMIT 1 OFFSET %s"  # noqa: S608  names of ours
_PHONE: Final = re.compile(r"\+?[\d()/ .\u2010-\u2015-]+")
_ADDRESS: Final = re.compile(r"\S+@\S+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word that is looked for: tokens of which a row has one, or it lies with one of the bodies of that name.

    ``of_people``: tokens that count for those alone who may know who filed.
    """

    tokens: frozenset[str]
    of_people: frozenset[str] = frozenset()
    bodies: frozenset[int] = frozenset()


def asked(
    typed: str,
    *,
    bodies: Mapping[int, str] = MappingProxyType({}),
    tags: Mapping[int, str] = MappingProxyType({}),
    wide: bool = False,
) -> tuple[tuple[Wanted, ...], tuple[Forms, ...]]:
    """The words that ``typed`` looks for, each of which a case must have, and the forms that are marked in a text.

    ``bodies``: ids to all that a body is called. ``tags``: ids to names, of the lists of whoever asks. ``wide``: also
    by what a prefix may hide, where nothing was found without.
    """
    contact, rest = contact_in(typed)
    # As many digits may be those of a case's number.
    number = "".join(filter(str.isdecimal, contact)) if "@" not in contact else ""
    wanted = [Wanted(frozenset({number} - {""}), contact_asked(contact, KNOWN))] if contact else []
    names = {pk: fold(name) for pk, name in bodies.items()}
    marks = {pk: fold(name) for pk, name in tags.items()}
    words = list(dict.fromkeys(words_in(rest)))[:MOST_WORDS]
    forms = [forms_of(word) for word in words]
    for word, each in zip(words, forms, strict=True):
        tokens = {each.stem, *({BONES + each.bones} if each.bones else ()), *(each.others if wide else ())}
        named = frozenset(pk for pk, name in names.items() if word in name)
        tokens |= {of_tag(pk) for pk, name in marks.items() if word in name}
        wanted.append(Wanted(frozenset(tokens), person_asked(each.stem), named))
    return tuple(wanted), tuple(forms)


def contact_in(typed: str) -> tuple[str, str]:
    """The address or phone number in what was typed, empty where there is none, and the rest of it."""
    address = _ADDRESS.search(typed)
    if address is not None:
        return address.group(), typed[: address.start()] + typed[address.end() :]
    for found in _PHONE.finditer(latin_digits(typed)):
        if sum(map(str.isdecimal, found.group())) >= FEWEST_DIGITS:
            return found.group().strip(), typed[: found.start()] + " " + typed[found.end() :]
    return "", typed


Words: TypeAlias = Sequence[Wanted]


def _case(path: str) -> F:
    """The key of the case itself: by that of its row SQLite would read all cases and look each up in what fits."""
    return F(f"{path.removesuffix('found_by__')}pk")


class Pairs(Func):
    """Whether a row has both words of any of some pairs, for ``filter``. ``path``: the way to the row."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, pairs: Sequence[tuple[str, str]], *, path: str = "found_by__") -> None:
        super().__init__(F(f"{path}words"), _case(path))
        self.pairs = pairs

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any) -> tuple[str, list[Any]]:
        words, w = compiler.compile(self.get_source_expressions()[0])
        return f"{words} @@ %s::tsquery", [*w, " | ".join(f"('{one}' & '{other}')" for one, other in self.pairs)]

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        key, k = compiler.compile(self.get_source_expressions()[1])
        asked_for = " OR ".join(f'(words : "{one}" AND words : "{other}")' for one, other in self.pairs)
        # The name of a table of ours.
        return f"{key} IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s)", (*k, asked_for)  # noqa: S608  names of ours


class Fits(Func):
    """Whether a row has every word, for ``filter``. ``path``: the way to the row.

    ``of_people``: whether what people are called counts. ``within``: the bodies one of which it lies with; None: any.
    ``besides``: what else stands in ``at``, such as its kind. ``newest``: so many of those that fit, the last ones; on
    SQLite alone, which finds all that fit before the first of them is looked at.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(
        self,
        words: Words,
        *,
        path: str = "found_by__",
        of_people: bool,
        within: Iterable[int] | None = None,
        besides: Iterable[str] = (),
        newest: int | None = None,
    ) -> None:
        super().__init__(F(f"{path}words"), F(f"{path}at"), _case(path))
        self.newest = newest
        lies = [] if within is None else [list(map(str, sorted(within)))]
        self.lies = [*lies, *([each] for each in besides)]
        self.words = [(sorted(each.tokens | (each.of_people if of_people else frozenset())), each) for each in words]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any) -> tuple[str, list[Any]]:
        (words, w), (at, a), _key = (compiler.compile(each) for each in self.get_source_expressions())
        conditions: list[str] = []
        values: list[Any] = []
        plain = [_any(tokens, "|") for tokens, each in self.words if not each.bodies]
        if plain:
            conditions.append(f"{words} @@ %s::tsquery")
            values += [*w, " & ".join(f"({each})" for each in plain)]
        for tokens, each in self.words:
            if each.bodies:
                conditions.append(f"({words} @@ %s::tsquery OR {at} @@ %s::tsquery)")
                values += [*w, _any(tokens, "|"), *a, _any(_called(each.bodies), "|")]
        if self.lies:
            conditions.append(f"{at} @@ %s::tsquery")
            values += [*a, " & ".join(f"({_any(each, '|')})" for each in self.lies)]
        return " AND ".join(conditions) or "true", values

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        key, k = compiler.compile(self.get_source_expressions()[2])
        match = self._match()
        if not match:
            return "1", ()
        last = "" if self.newest is None else f" ORDER BY rowid DESC LIMIT {self.newest:d}"
        # The name of a table of ours.
        return f"{key} IN (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s{last})", (*k, match)  # noqa: S608  names of ours

    def are_more_than(self, most: int) -> bool:
        """Whether more rows than that have the words, whoever may read them: of SQLite alone, one statement."""
        match = self._match()
        if not match:
            return False
        with connection.cursor() as cursor:
            cursor.execute(_ONE_MORE, [match, most])
            return cursor.fetchone() is not None

    def _match(self) -> str:
        """What is asked of the table of FTS5; empty where nothing is."""
        conditions = []
        for tokens, each in self.words:
            fitting = f"words : ({_any(tokens, 'OR')})"
            bodies = f" OR at : ({_any(_called(each.bodies), 'OR')})" if each.bodies else ""
            conditions.append(f"({fitting}{bodies})")
        conditions += [f"at : ({_any(each, 'OR')})" for each in self.lies]
        return " AND ".join(conditions)


def _called(bodies: Iterable[int]) -> list[str]:
    return [f"{CALLED}{pk}" for pk in sorted(bodies)]


def _any(tokens: Iterable[str], word: str) -> str:
    """One of some tokens; of none what no row has."""
    quote = "'" if word == "|" else '"'
    return f" {word} ".join(f"{quote}{each}{quote}" for each in tokens) or f"{quote}_none{quote}"
