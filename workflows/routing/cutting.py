"""The rules of a table as boxes: which columns there are, and what each rule takes for certain and at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any

from workflows.facts.conditions import AllOf, AnyOf, Condition, Value, When, each_of, facts_in
from workflows.facts.fact import FactType
from workflows.routing.boxes import MISSING, NOWHERE, OTHER, Box, Column, TooMuch, meet
from workflows.routing.definition import NAMED, Rule, Table
from workflows.routing.reading import Fold

MOST_BOXES = 64
"""Into how many boxes “or” may part one rule; of one with more nothing is said."""
DAY = "@day"
"""The column of the days on which rules stand."""
_ORDERED = frozenset({FactType.NUMBER, FactType.MONEY, FactType.DATE})
_SEVERAL = frozenset({FactType.CHOICES, FactType.MIXED})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a fact: its type, what it can be (None: people write it), of entries that lie under others all
    that lies under each, and whether every case has it."""

    type: FactType
    codes: tuple[str, ...] | None = None
    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """One rule: ``takes`` is what it takes for certain, ``reach`` all that it can take. None: too many ways to hold."""

    takes: Sequence[Box]
    reach: Sequence[Box] | None


class Cutting:
    """Cuts the rules of one table. ``fold`` makes spellings of one word alike; ``today``: days before it are over."""

    def __init__(self, table: Table, known: Mapping[str, Known], *, fold: Fold, today: date) -> None:
        self._known, self._fold, self._today = known, fold, today
        self.columns: dict[str, Column] = {}
        tests = [test for rule in table.rules for test in facts_in(rule.when)]
        named = [Condition("agency", "given")] if any(rule.agency == NAMED for rule in table.rules) else []
        self._make_columns([*named, *tests])
        self._make_days(table.rules)

    def _make_columns(self, tests: Iterable[Condition]) -> None:
        numbers: dict[str, set[Any]] = {}
        for test in tests:
            name, sort = self._column_of(test)
            column = self.columns.setdefault(name, Column(name, sort))
            known = self._known.get(test.fact, Known(FactType.TEXT))
            if sort == "asked":
                column.put("yes", "no")
            elif sort == "words":
                column.put(NOWHERE, *(self._fold(word) for word in test.values if word.strip()))
            elif sort == "ordered":
                found = numbers.setdefault(name, set())
                found.update(_read(known.type, value) for value in test.values)
            else:
                column.put(*(() if known.always else (MISSING,)))
                column.put(*(test.values if known.codes is None else known.codes))
                if known.codes is None or (known.type in _SEVERAL and not known.under):
                    column.put(OTHER)
        for name, found in numbers.items():
            ordered = sorted(found)
            cells = [cell for value in ordered for cell in (("below", value), ("at", value))]
            self.columns[name].put(MISSING, OTHER, *cells, *([("above", ordered[-1])] if ordered else []))

    def _make_days(self, rules: Iterable[Rule]) -> None:
        starts = {self._today}
        for rule in rules:
            starts |= {rule.since} if rule.since is not None else set()
            starts |= {rule.until + timedelta(1)} if rule.until is not None and rule.until < date.max else set()
        self.columns[DAY] = Column(DAY, "ordered")
        self.columns[DAY].put(*sorted(day for day in starts if day >= self._today))

    def _column_of(self, test: Condition) -> tuple[str, str]:
        """The name of the column that a test is about, and its sort."""
        known = self._known.get(test.fact, Known(FactType.TEXT))
        match test.test:
            case "contains_any":
                return f"{test.fact}~", "words"
            case "at_least" | "at_most":
                fits = (
                    known.type in _ORDERED and len(test.values) == 1 and _read(known.type, test.values[0]) is not None
                )
                return (test.fact, "ordered") if fits else (f"{test.fact}?{test.test}{test.values}", "asked")
            case "one_of" | "none_of":
                if known.type in _ORDERED or (known.type in _SEVERAL and not known.under):
                    return f"{test.fact}?{sorted(set(test.values))}", "asked"
        return test.fact, "ordered" if known.type in _ORDERED else "values"

    def cut(self, rule: Rule) -> Cut:
        """The boxes of a rule."""
        further = self._further(rule)
        if further is None:
            return Cut((), ())
        try:
            ways = list(_ways(rule.when))
        except TooMuch:
            return Cut((), None)
        takes = [box for way in ways if (box := self._box(way, certain=True)) is not None]
        reach = [box for way in ways if (box := self._box(way, certain=False)) is not None]
        return Cut(*([met for box in boxes if (met := meet(box, further)) is not None] for boxes in (takes, reach)))

    def _further(self, rule: Rule) -> Box | None:
        """What limits a rule beside its condition: its days, and that somebody was named where it goes to whom they
        named. None where its days are over."""
        found: dict[str, int] = {}
        if rule.since is not None or rule.until is not None:
            column = self.columns[DAY]
            found[DAY] = column.of([day for day in column.cells if rule.stands_on(day)])
            if not found[DAY]:
                return None
        if rule.agency == NAMED:
            found["agency"] = self.columns["agency"].full & ~self.columns["agency"].of([MISSING])
        return found

    def _box(self, way: Sequence[Condition], *, certain: bool) -> Box | None:
        """All of these together. Of two tests for words in one text it is certain only for words that are in both."""
        box: dict[str, int] = {}
        for test in way:
            name, bits = self._column_of(test)[0], self._bits(test)
            if name in box and self.columns[name].sort == "words" and not certain:
                bits = min(box[name], bits, key=int.bit_count)
            box[name] = box.get(name, bits) & bits
            if not box[name]:
                return None
        return {name: bits for name, bits in box.items() if bits != self.columns[name].full}

    def _bits(self, test: Condition) -> int:
        column = self.columns[self._column_of(test)[0]]
        missing = column.of([MISSING])
        if column.sort == "asked":
            return column.of(["no" if test.test == "none_of" else "yes"])
        match test.test:
            case "contains_any":
                return column.of([self._fold(word) for word in test.values])
            case "missing":
                return missing
            case "given":
                return column.full & ~missing
            case "one_of":
                return self._among(column, test)
            case "none_of":
                return column.full & ~self._among(column, test)
        value = _read(self._known[test.fact].type, test.values[0])
        at = column.cells.index(("at", value))
        numbers = range(at, len(column.cells)) if test.test == "at_least" else range(2, at + 1)
        return column.of([column.cells[number] for number in numbers])

    def _among(self, column: Column, test: Condition) -> int:
        known = self._known.get(test.fact)
        under = known.under if known is not None else {}
        return column.of([code for value in test.values for code in (value, *under.get(value, ()))])

    def cell_of(self, name: str, value: Value) -> int | None:
        """The bit of the cell in which a value lies; None where that cannot be said."""
        column = self.columns[name]
        if column.sort == "values":
            there = each_of(value)
            return column.of([there[-1]]) or column.of([OTHER]) if there and there[-1] else column.of([MISSING])
        return None

    def condition_of(self, box: Box) -> AllOf:
        """A box in the language of conditions, for reading; words that are not there and days are left out."""
        return AllOf(tuple(test for name, bits in box.items() for test in self._tests_of(self.columns[name], bits)))

    def _tests_of(self, column: Column, bits: int) -> Iterator[When]:
        cells = column.named(bits)
        if bits == column.full or column.name == DAY or column.sort == "asked":
            return
        if column.sort == "words":
            found = tuple(cell for cell in cells if cell != NOWHERE)
            if found:
                yield Condition(column.name.removesuffix("~"), "contains_any", found)
        elif cells == [MISSING]:
            yield Condition(column.name, "missing")
        elif bits == column.full & ~column.of([MISSING]):
            yield Condition(column.name, "given")
        elif column.sort == "ordered":
            span = AllOf(tuple(_span(column, cells)))
            yield from (AnyOf((span, Condition(column.name, "missing"))),) if MISSING in cells else span.conditions
        else:
            yield from _listed(column, cells, column.named(column.full & ~bits))


def _listed(column: Column, cells: Sequence[Any], out: Sequence[Any]) -> Iterator[When]:
    """Some values of a list, or of what people write, by the shorter of “one of” and “none of”."""
    one_of = Condition(column.name, "one_of", tuple(cell for cell in cells if cell not in (MISSING, OTHER)))
    none_of = Condition(column.name, "none_of", tuple(cell for cell in out if cell not in (MISSING, OTHER)))
    if OTHER in cells or (len(cells) > len(out) and MISSING not in out):
        yield none_of
        if MISSING in out:
            yield Condition(column.name, "given")
    elif MISSING in cells:
        yield AnyOf((one_of, Condition(column.name, "missing")))
    else:
        yield one_of


def _span(column: Column, cells: Sequence[Any]) -> Iterator[Condition]:
    """The numbers or days from the first to the last cell; what lies open between two is said with its end."""
    there = [cell for cell in cells if cell not in (MISSING, OTHER)]
    if not there:
        return
    first, last = there[0], there[-1]
    if column.cells.index(first) > 2:
        yield Condition(column.name, "at_least", (str(first[1] if first[0] != "below" else _before(column, first)),))
    if last[0] != "above":
        yield Condition(column.name, "at_most", (str(last[1]),))


def _before(column: Column, cell: Any) -> Any:
    return column.cells[column.cells.index(cell) - 1][1]


def _read(kind: FactType, value: str) -> Any:
    try:
        if kind == FactType.DATE:
            return date.fromisoformat(value)
        found = Decimal(value)
        return found if found.is_finite() else None
    except (ValueError, InvalidOperation):
        return None


def _ways(when: When) -> Iterator[tuple[Condition, ...]]:
    """The ways in which a condition can hold: of each all tests hold together. Raises ``TooMuch``."""
    match when:
        case Condition():
            yield (when,)
        case AnyOf(conditions):
            for number, way in enumerate(way for each in conditions for way in _ways(each)):
                if number >= MOST_BOXES:
                    raise TooMuch
                yield way
        case AllOf(conditions):
            parts = [list(_ways(each)) for each in conditions]
            for number, ways in enumerate(product(*parts)):
                if number >= MOST_BOXES:
                    raise TooMuch
                yield tuple(test for way in ways for test in way)
