"""What is wrong with the order of a table's rules: which never decide, lose a part, can be joined; what none takes.

Plain Python. Words in texts may or may not stand in one: nothing is said that does not hold whatever people write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflows.facts.conditions import AllOf, Value, facts_in
from workflows.facts.fact import FactType
from workflows.routing.boxes import Box, Stack, TooMuch, meet, merged
from workflows.routing.cutting import DAY, Cut, Cutting, Known
from workflows.routing.definition import Rule, Table
from workflows.routing.reading import Fold

Sign = Literal["dead", "over", "never", "partly", "join", "gone", "not_hit", "unclear"]
NOTHING_SAID = AllOf(())
MOST_SENTENCES = 10
"""What no rule takes is said in so many sentences at most."""
MOST_OTHERS = 3
"""So many rules are named that take something of one."""
_WRITTEN = frozenset({FactType.TEXT, FactType.PLACE})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one rule, by their numbers from 0.

    ``dead``: the rules ``others`` take all of it. ``partly``: ``others`` take ``share`` of it to elsewhere. ``join``:
    it and ``others`` differ in one fact alone and go to the same place. ``gone``: ``values`` exist no more. ``over``:
    its days are past. ``never``: nothing can fit it. ``not_hit``: it decided nothing lately. ``unclear``: it has too
    many “or” to say anything.
    """

    sign: Sign
    rule: int
    others: tuple[int, ...] = ()
    share: AllOf = NOTHING_SAID
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Untaken:
    """A kind of case that no rule takes, and how many of late were of it."""

    what: AllOf
    cases: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """``whole``: whether all of what no rule takes was found; else there is more."""

    findings: Sequence[Finding]
    untaken: Sequence[Untaken]
    whole: bool = True

    def of(self, rule: int) -> list[Finding]:
        return [finding for finding in self.findings if finding.rule == rule]


def analyse(
    table: Table,
    known: Mapping[str, Known],
    *,
    fold: Fold,
    today: date,
    hits: Mapping[str, int] | None = None,
    fell: Iterable[Mapping[str, Value]] = (),
) -> Analysis:
    """``known``: facts by name. ``hits``: key of a rule to the cases it decided of late, if they were counted;
    ``fell``: the facts, as far as they were kept, of those that no rule took."""
    cutting = Cutting(table, known, fold=fold, today=today)
    cuts = [cutting.cut(rule) for rule in table.rules]
    order = _Order(table.rules, cutting, cuts)
    findings = [finding for number in range(len(cuts)) for finding in order.of(number)]
    still = {finding.rule for finding in findings if finding.sign in ("dead", "over", "never")}
    findings += [*order.joined(still), *_gone(table.rules, known)]
    if hits is not None:
        there = (number for number, rule in enumerate(table.rules) if not hits.get(rule.key) and number not in still)
        findings += [Finding("not_hit", number) for number in there]
    untaken, whole = order.untaken(list(fell))
    return Analysis(sorted(findings, key=lambda finding: finding.rule), untaken, whole)


def _outcome(rule: Rule) -> tuple[str, str | None, str]:
    return rule.agency, rule.process, rule.priority


def _gone(rules: Iterable[Rule], known: Mapping[str, Known]) -> Iterator[Finding]:
    for number, rule in enumerate(rules):
        values = [
            value
            for test in facts_in(rule.when)
            if (fact := known.get(test.fact)) is not None and fact.codes is not None and fact.type not in _WRITTEN
            for value in test.values
            if value not in fact.codes
        ]
        if values:
            yield Finding("gone", number, values=tuple(dict.fromkeys(values)))


class _Order:
    """The boxes of all rules on each other."""

    def __init__(self, rules: Sequence[Rule], cutting: Cutting, cuts: Sequence[Cut]) -> None:
        self._rules, self._cutting, self._cuts = rules, cutting, cuts
        boxes = [(number, box) for number, cut in enumerate(cuts) for box in cut.takes]
        self._owner = [number for number, _box in boxes]
        self._first: list[int] = []
        there = 0
        for cut in cuts:
            self._first.append(there)
            there += len(cut.takes)
        self._stack = Stack(cutting.columns, [box for _number, box in boxes])
        self._alike: dict[tuple[str, str | None, str], int] = {}
        self._words = {name for name, column in cutting.columns.items() if column.sort == "words"}

    def of(self, number: int) -> Iterator[Finding]:
        """Whether a rule decides anything, and what those above it take of it."""
        rule, cut = self._rules[number], self._cuts[number]
        if cut.reach is None:
            yield Finding("unclear", number)
        elif not cut.reach:
            past = rule.until is not None and not self._stands(rule)
            yield Finding("over" if past else "never", number)
        elif self._all_taken(number, cut.reach):
            yield Finding("dead", number, self._takers(number, cut.reach))
        else:
            yield from self._partly(number, cut.reach)

    def _stands(self, rule: Rule) -> bool:
        return any(rule.stands_on(day) for day in self._cutting.columns[DAY].cells)

    def _all_taken(self, number: int, reach: Sequence[Box]) -> bool:
        try:
            for box in reach:
                above = self._stack.touching(box, self._first[number])
                if next(iter(self._stack.left(box, above)), None) is not None:
                    return False
        except TooMuch:
            return False
        return True

    def _takers(self, number: int, reach: Sequence[Box]) -> tuple[int, ...]:
        found: dict[int, None] = {}
        try:
            for box in reach:
                for _part, taken in self._stack.takers(box, self._stack.touching(box, self._first[number])):
                    if taken is not None:
                        found.setdefault(self._owner[taken])
        except TooMuch:
            pass
        return tuple(sorted(found))

    def _partly(self, number: int, reach: Sequence[Box]) -> Iterator[Finding]:
        """What rules above that go elsewhere take of a fact that both ask for. One that is a plain exception of it, as
        “Bashir hospital” before “hospitals”, or asks for other facts alone, is no matter: order is for that."""
        found: dict[int, Box] = {}
        for box in reach:
            above = self._stack.touching(box, self._first[number])
            while above and len(found) < MOST_OTHERS:
                bit = above & -above
                above ^= bit
                at = bit.bit_length() - 1
                other, there = self._owner[at], self._stack.boxes[at]
                share = meet(there, box)
                if share is None or _outcome(self._rules[other]) == _outcome(self._rules[number]):
                    continue
                parted = any(share[name] != bits for name, bits in box.items() if name in there)
                if share != there and parted and other not in found:
                    found[other] = share
        for other, taken in found.items():
            yield Finding("partly", number, (other,), self._cutting.condition_of(taken))

    def joined(self, still: AbstractSet[int]) -> Iterator[Finding]:
        """Rules that differ in one fact alone, where nothing between them that goes elsewhere takes what both do.
        ``still``: those that decide nothing anyhow."""
        seen: dict[object, int] = {}
        for number, cut in enumerate(self._cuts):
            if (
                number in still
                or cut.reach is None
                or len(cut.takes) != 1
                or len(cut.reach) != 1
                or cut.takes != cut.reach
            ):
                continue
            rule, box = self._rules[number], cut.takes[0]
            for name in sorted(box):
                rest = frozenset((each, bits) for each, bits in box.items() if each != name)
                key = (_outcome(rule), rule.since, rule.until, name, rest)
                if key in seen and self._free_between(seen[key], number):
                    yield Finding("join", number, (seen[key],))
                    break
                seen[key] = number

    def _same(self, outcome: tuple[str, str | None, str]) -> int:
        """The boxes of all rules with this outcome, as bits."""
        if not self._alike:
            for at, number in enumerate(self._owner):
                there = _outcome(self._rules[number])
                self._alike[there] = self._alike.get(there, 0) | 1 << at
        return self._alike.get(outcome, 0)

    def _free_between(self, upper: int, lower: int) -> bool:
        box = {name: bits for name, bits in self._cuts[lower].takes[0].items() if name not in self._words}
        between = self._stack.touching(box, self._first[lower]) >> self._first[upper] << self._first[upper]
        if between & ~self._same(_outcome(self._rules[lower])):
            return False
        return all(self._cuts[number].reach is not None for number in range(upper, lower))

    def untaken(self, fell: Sequence[Mapping[str, Value]]) -> tuple[list[Untaken], bool]:
        """What no rule takes today where none of the words stands that they look for; most cases first."""
        columns = self._cutting.columns
        box = dict.fromkeys(self._words, 1) | {DAY: 1}
        parts: list[Box] = []
        whole = all(cut.reach is not None for cut in self._cuts)
        try:
            for part in self._stack.left(box, self._stack.touching(box, len(self._owner)), most=5_000):
                parts.append({name: bits for name, bits in part.items() if bits != columns[name].full})
        except TooMuch:
            whole = False
        found = [Untaken(self._cutting.condition_of(part), self._count(part, fell)) for part in merged(parts)]
        found.sort(key=lambda each: -each.cases)
        return found[:MOST_SENTENCES], whole and len(found) <= MOST_SENTENCES

    def _count(self, part: Box, fell: Iterable[Mapping[str, Value]]) -> int:
        return sum(all(self._lies_in(name, bits, facts) for name, bits in part.items()) for facts in fell)

    def _lies_in(self, name: str, bits: int, facts: Mapping[str, Value]) -> bool:
        if name not in facts:
            return True
        cell = self._cutting.cell_of(name, facts[name])
        return cell is None or bool(cell & bits)
