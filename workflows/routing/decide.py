"""Where a case goes: the first rule that holds, or the one body that the citizen's words name; and by which words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge

from workflows.facts.conditions import Ask, Fold, holds, parts_of, text_of
from workflows.routing.definition import NAMED, WORDS, Reading, Rule, Table
from workflows.routing.reading import Said, Span

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Routed:
    """What the table said: the rule's key, the agency's code, and another process or priority if the rule names one.

    ``words``: which of ``Rule.words`` the citizen wrote, by their numbers there; empty where no word decided.
    """

    rule: str
    agency: str
    process: str | None = None
    words: tuple[int, ...] = ()
    priority: str = ""


def route(table: Table, fact: Ask, *, fold: Fold, day: date | None = None) -> Routed | None:
    """Where the table sends a case, or None: a person decides. ``fold`` makes spellings of one word alike.

    A table with a reading asks for the fact ``subject`` too: its words weigh before those of the text. ``day``: that of
    the case, by which rules stand; without it all do.
    """
    if day is not None:
        table = table.on(day)
    if table.reading is None:
        return _first_that_holds(table, fact, fold)
    return _weighed(table, fact, fold, table.reading)


def named(table: Table, fact: Ask, *, fold: Fold, day: date | None = None) -> list[Routed]:
    """Where the citizen's words send a case, each agency once, also where they name several and none is chosen."""
    if day is not None:
        table = table.on(day)
    if table.reading is None:
        first = _first_that_holds(table, fact, fold)
        return [first] if first is not None and first.words else []
    routes: dict[str, Routed] = {}
    for routed in _by_words(table, fact, fold, table.reading)[0]:
        routes.setdefault(routed.agency, routed)
    return [*routes.values()]


def _routed(rule: Rule, fact: Ask, words: tuple[int, ...]) -> Routed | None:
    agency = text_of(fact("agency")) if rule.agency == NAMED else rule.agency
    return Routed(rule.key, agency, rule.process, words, rule.priority) if agency else None


# As a table of an earlier release is read: parts of words, in subject and text alike.


def _first_that_holds(table: Table, fact: Ask, fold: Fold) -> Routed | None:
    says = parts_of(fact, fold)
    for place in table.index.in_order(fact):
        rule = table.rules[place]
        if holds(rule.when, fact, says=says):
            routed = _routed(rule, fact, ())
            if routed is not None:
                # Only now: a rule that leads nowhere asks for no text, which would stand in the diary.
                words = tuple(number for number, word in enumerate(rule.words) if says(WORDS, (word,)))
                return replace(routed, words=words)
    return None


# As a table with a reading is read.


@dataclass(slots=True)
class _Texts:
    """What the rules of one table ask of one case; each text is taken apart once."""

    fact: Ask
    fold: Fold
    reading: Reading
    _said: dict[str, Said] = field(default_factory=dict)

    def says(self, fact: str, words: tuple[str, ...]) -> bool:
        """Whether one of the words stands in a text other than what the citizen wrote."""
        if fact not in self._said:
            self._said[fact] = Said(text_of(self.fact(fact)), fold=self.fold)
        return any(self._said[fact].spans(word) for word in words)

    def holds(self, rule: Rule, *, found: frozenset[str] | None) -> bool:
        """Whether a rule holds where the citizen wrote these words of its own; None: any that it may look for."""

        def says(fact: str, words: tuple[str, ...]) -> bool:
            if fact != WORDS:
                return self.says(fact, words)
            return found is None or not found.isdisjoint(words)

        return holds(rule.when, self.fact, says=says)

    def words(self, fact: str) -> Said:
        """What the citizen wrote, without the places that they only name."""
        reading = self.reading
        return Said(
            text_of(self.fact(fact)),
            fold=self.fold,
            place_words=reading.all_place_words,
            weighing=reading.weighing,
        )


def _weighed(table: Table, fact: Ask, fold: Fold, reading: Reading) -> Routed | None:
    """The subject decides, else subject and text together, else the first rule that asks for no words."""
    routes, last = _by_words(table, fact, fold, reading)
    if routes:
        return routes[0] if len({routed.agency for routed in routes}) == 1 else None
    return last


def _by_words(table: Table, fact: Ask, fold: Fold, reading: Reading) -> tuple[list[Routed], Routed | None]:
    """Where the words send it, and where the first rule that asks for none does.

    A rule that asks for no words and holds ends the table: what stands behind it is not asked.
    """
    texts, rules, index = _Texts(fact, fold, reading), table.rules, table.index
    asked: set[int] = set()
    last, end = None, len(rules)
    for place in index.without_words(fact):
        if texts.holds(rules[place], found=NOTHING):
            last = _routed(rules[place], fact, ())
            if last is not None:
                end = place
                break
        elif texts.holds(rules[place], found=None):
            asked.add(place)
    needing = index.need_words[: bisect_left(index.need_words, end)]
    weighs = any(texts.holds(rules[place], found=None) for place in merge(sorted(asked), needing))
    for source in ("subject", WORDS) if weighs else ():
        said, first_parts = texts.words(source), index.by_first_part(fold)
        there = {place for part in first_parts.keys() & said.forms for place in first_parts[part]}
        asks = (place for place in sorted(there) if place in asked or (place < end and place in index.needs_words))
        found = _named_by(texts, said, [rules[place] for place in asks])
        if found:
            return found, last
    return [], last


def _named_by(texts: _Texts, said: Said, rules: Iterable[Rule]) -> list[Routed]:
    """Where each rule sends whose words stand in a text. A word that an earlier rule has explained counts no more:
    who writes “health insurance” names the insurance and not a health centre.
    """
    explained: set[int] = set()
    routes = []
    for rule in rules:
        spans = {number: said.spans(word) for number, word in enumerate(rule.words)}
        spans = {number: there for number, there in spans.items() if there and not _touches(there, explained)}
        if spans and texts.holds(rule, found=frozenset(rule.words[number] for number in spans)):
            routed = _routed(rule, texts.fact, tuple(spans))
            if routed is not None:
                routes.append(routed)
                explained.update(token for there in spans.values() for span in there for token in span)
    return routes


def _touches(spans: Iterable[Span], explained: set[int]) -> bool:
    return any(token in explained for span in spans for token in span)
