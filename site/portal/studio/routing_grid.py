"""A page of a routing table's rules as a grid: a row a rule, a column a fact, and what is to be said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from permissions.arabic import fold
from permissions.translated_text import in_language, listed
from permissions.writing import written_day
from portal.admin_screens.condition_words import TESTS, Offered, in_words
from portal.studio.routing_found import Found, Said
from portal.studio.routing_rule import RuleForm
from workflows.facts.conditions import WITHOUT_VALUE, AllOf, Condition, When, facts_in, parse_when
from workflows.routing.priority import Priority

PAGE: Final = 50
COLUMNS: Final = 4
"""Facts that have a column of their own; the rest stands in one."""
FEW: Final = 4
"""Values that a cell shows."""
LOOKED_THROUGH: Final = 300
"""A table with more rules is looked through only when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What of a table is shown: the open rule's key, the page, the rules of a kind, those with some words.

    ``through``: also what is wrong with a long one.
    """

    rule: str = ""
    page: int | None = None
    kind: str = ""
    q: str = ""
    through: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Looked:
        """As an address asks for it."""
        page = asked.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else None
        kind, q = asked.get("kind", ""), asked.get("q", "").strip()[:200]
        return cls(asked.get("rule", ""), number, kind, q, bool(asked.get("through")))


class Rules(Protocol):
    """What a grid shows: the rules of a table in their order, those that stand open, and a place that was wrong."""

    key: str
    raws: list[dict[str, Any]]
    offered: Offered
    agencies: list[tuple[str, str]]
    open: dict[str, RuleForm]
    wrong_place: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One rule. ``cells``: the title of each column of the grid and what stands in it, empty for “any”; ``further``:
    conditions without a column."""

    place: int
    key: str
    name: str
    cells: Sequence[tuple[str, str]]
    further: str
    to: str
    days: str
    hits: int | None
    said: Sequence[Said]
    form: RuleForm | None = None
    wrong_place: str = ""
    note: str = ""

    @property
    def at(self) -> int:
        """Its place from 0, by which buttons name it."""
        return self.place - 1


class Grid:
    """The rows of one page of a form."""

    def __init__(self, form: Rules, looked: Looked) -> None:
        self._form, self.looked = form, looked
        self._whens: dict[str, When] = {raw["key"]: parse_when(raw["when"]) for raw in form.raws if "when" in raw}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kinds that the table works, by which rows are chosen; nothing where it is but one."""
        labels = self.found.kinds
        return labels if len(labels) > 1 else {}

    @cached_property
    def found(self) -> Found:
        """What is to be said of the rules."""
        few = len(self._form.raws) <= LOOKED_THROUGH
        return Found(self._form.key, self._form.raws, self._form.offered, through=few or self.looked.through)

    @property
    def chosen(self) -> str:
        """What chooses the rows, for the address of another page of them."""
        return urlencode({"kind": self.looked.kind, "q": self.looked.q})

    @property
    def long(self) -> bool:
        """Whether it is long enough to be searched."""
        return len(self._form.raws) > PAGE

    @property
    def all(self) -> int:
        return len(self._form.raws)

    @cached_property
    def columns(self) -> Sequence[str]:
        """The facts that have a column: those that most rules ask for."""
        asked = Counter(name for when in self._whens.values() for name in dict.fromkeys(map(_fact, facts_in(when))))
        return [name for name, _count in asked.most_common(COLUMNS)]

    @cached_property
    def titles(self) -> Sequence[str]:
        """The names of the columns' facts."""
        facts = (self._form.offered.fact(name) for name in self.columns)
        return [str(fact.words) if fact else name for fact, name in zip(facts, self.columns, strict=True)]

    @cached_property
    def page(self) -> Page[int]:
        """The places of the rules that are shown, from 0."""
        places = [place for place, raw in enumerate(self._form.raws) if self._is_asked_for(raw)]
        pages, at = Paginator(places, PAGE), self.looked.page
        if at is None:
            opened = [place for place, raw in enumerate(places) if self._form.raws[raw]["key"] in self._form.open]
            at = opened[0] // PAGE + 1 if opened else 1
        return pages.get_page(at)

    def _is_asked_for(self, raw: Mapping[str, Any]) -> bool:
        """One that is open always is."""
        if raw["key"] in self._form.open:
            return True
        when = self._whens.get(raw["key"], AllOf(()))
        if self.looked.kind and not _may_be(when, self.looked.kind):
            return False
        words = fold(self.looked.q)
        return not words or words in fold(
            " ".join([*raw.get("name", {}).values(), self._to(raw), raw.get("note", ""), raw["key"], *_values(when)])
        )

    @property
    def rows(self) -> Iterable[Row]:
        """Those of the page."""
        return [self._row(place) for place in self.page.object_list]

    def _row(self, place: int) -> Row:
        raw = self._form.raws[place]
        when = self._whens.get(raw["key"], AllOf(()))
        cells, further = self._cells(when)
        key = raw["key"]
        return Row(
            place=place + 1,
            key=key,
            name=in_language(raw.get("name", {})) or key,
            cells=list(zip(self.titles, cells, strict=True)),
            further=further,
            to=self._to(raw),
            days=days_in_words(raw),
            hits=self.found.hits.get(key, 0) if self.found.hits is not None else None,
            said=self.found.of(place),
            form=self._form.open.get(key),
            wrong_place=self._form.wrong_place.get(key, ""),
            note=raw.get("note", ""),
        )

    def _to(self, raw: Mapping[str, Any]) -> str:
        to = raw.get("to", {})
        name = dict(self._form.agencies).get(to.get("agency", ""), "")
        if priority := to.get("priority"):
            label = dict(Priority.choices).get(priority, priority)
            return _("%(rule)s, with the priority %(priority)s") % {"rule": name, "priority": label}
        return name

    def _cells(self, when: When) -> tuple[Sequence[str], str]:
        tests = when.conditions if isinstance(when, AllOf) else (when,)
        if not all(isinstance(test, Condition) for test in tests):
            return [""] * len(self.columns), in_words(when, self._form.offered)
        cells = ["; ".join(self._cell(t) for t in tests if _fact(t) == name) for name in self.columns]
        rest = AllOf(tuple(test for test in tests if _fact(test) not in self.columns))
        return cells, in_words(rest, self._form.offered) if rest.conditions else ""

    def _cell(self, test: Any) -> str:
        labels = self._form.offered.labels(test.fact) or {}
        if test.test in WITHOUT_VALUE:
            return str(TESTS[test.test])
        words = listed([labels.get(value, value) for value in test.values[:FEW]])
        if len(test.values) > FEW:
            words = _("%(some)s and %(count)d more") % {"some": words, "count": len(test.values) - FEW}
        if test.test in ("one_of", "contains_any"):
            return words
        return f"{TESTS[test.test]} {words}"


def _fact(test: Any) -> str:
    return str(test.fact)


def _values(when: When) -> Iterable[str]:
    return (value for test in facts_in(when) for value in test.values)


def _may_be(when: When, kind: str) -> bool:
    """Whether a rule may hold for a kind: it does not ask for another."""
    for test in when.conditions if isinstance(when, AllOf) else (when,):
        asks = isinstance(test, Condition) and test.fact == "kind" and test.test in ("one_of", "none_of")
        if asks and (kind in _values(test)) != (test == Condition("kind", "one_of", tuple(_values(test)))):
            return False
    return True


def days_in_words(raw: Mapping[str, Any]) -> str:
    """From when until when a rule counts; nothing where it always does."""
    since, until = (_written(raw.get(name)) for name in ("since", "until"))
    if since and until:
        return _("from %(first)s until %(last)s") % {"first": since, "last": until}
    if since:
        return _("from %(first)s on") % {"first": since}
    return _("until %(last)s") % {"last": until} if until else ""


def _written(day: Any) -> str:
    try:
        return written_day(date.fromisoformat(day)) if day else ""
    except ValueError:
        return str(day)
