"""Where a case goes: the first rule that holds, or the one body that the citizen's words name; and by which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from workflows.routing.definition import NAMED, WORDS, Condition, Reading, Rule, Table
from workflows.routing.reading import Said, Span

Fact = Callable[[str], str]
Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Routed:
    """What the table said: the rule's key, the agency's code, and another process if the rule names one.

    ``words``: which of ``Rule.words`` the citizen wrote, by their places there; empty where no word decided.
    """

    rule: str
    agency: str
    process: str | None = None
    words: tuple[int, ...] = ()


def route(table: Table, fact: Fact, *, fold: Fold) -> Routed | None:
    """Where the table sends a case, or None: a person decides. ``fold`` makes spellings of one word alike.

    A table with a reading asks for the fact ``subject`` too: its words weigh before those of the text.
    """
    if table.reading is None:
        return _first_that_holds(table, fact, fold)
    return _weighed(table.rules, fact, fold, table.reading)


def _routed(rule: Rule, fact: Fact, words: tuple[int, ...]) -> Routed | None:
    agency = fact("agency") if rule.agency == NAMED else rule.agency
    return Routed(rule.key, agency, rule.process, words) if agency else None


# As a table of an earlier release is read: parts of words, in subject and text alike.


def _first_that_holds(table: Table, fact: Fact, fold: Fold) -> Routed | None:
    folded: dict[str, str] = {}
    for rule in table.rules:
        if all(_holds(condition, fact, fold, folded) for condition in rule.when):
            said = folded.get(WORDS, "")
            words = tuple(place for place, word in enumerate(rule.words) if word and _folded_word(fold, word) in said)
            routed = _routed(rule, fact, words)
            if routed is not None:
                return routed
    return None


def _holds(condition: Condition, fact: Fact, fold: Fold, folded: dict[str, str]) -> bool:
    """``folded`` keeps what facts came to: many rules ask the same long text."""
    if condition.test != "contains_any":
        return _compares(condition, fact)
    if condition.fact not in folded:
        folded[condition.fact] = fold(fact(condition.fact))
    said = folded[condition.fact]
    return any(_folded_word(fold, word) in said for word in condition.value if word)


def _compares(condition: Condition, fact: Fact) -> bool:
    value = fact(condition.fact)
    return bool(value) if condition.test == "given" else value in condition.value


@lru_cache(maxsize=4096)
def _folded_word(fold: Fold, word: str) -> str:
    """A table's words are the same for every case."""
    return fold(word)


# As a table with a reading is read.


@dataclass(slots=True)
class _Texts:
    """What the rules of one table ask of one case; each text is taken apart once."""

    fact: Fact
    fold: Fold
    reading: Reading
    _said: dict[str, Said] = field(default_factory=dict)

    def said(self, fact: str) -> Said:
        if fact not in self._said:
            self._said[fact] = Said(self.fact(fact), fold=self.fold)
        return self._said[fact]

    def words(self, fact: str) -> Said:
        """What the citizen wrote, without the places that they only name."""
        return Said(self.fact(fact), fold=self.fold, place_words=self.reading.all_place_words)


def _weighed(rules: tuple[Rule, ...], fact: Fact, fold: Fold, reading: Reading) -> Routed | None:
    """The subject decides, else subject and text together, else the first rule that asks for no words.

    A rule that asks for no words and holds ends the table: what stands behind it is not asked.
    """
    texts = _Texts(fact, fold, reading)
    asked: list[Rule] = []
    last = None
    for rule in rules:
        if all(_holds_beside_words(condition, texts) for condition in rule.when):
            if not any(condition.of_words for condition in rule.when):
                last = _routed(rule, fact, ())
                if last is not None:
                    break
            else:
                asked.append(rule)
    for source in ("subject", WORDS) if asked else ():
        found = _named_by(texts.words(source), asked, fact)
        if found:
            return found[0] if len({routed.agency for routed in found}) == 1 else None
    return last


def _holds_beside_words(condition: Condition, texts: _Texts) -> bool:
    if condition.of_words:
        return True
    if condition.test != "contains_any":
        return _compares(condition, texts.fact)
    return any(texts.said(condition.fact).spans(word) for word in condition.value)


def _named_by(said: Said, rules: Iterable[Rule], fact: Fact) -> list[Routed]:
    """Where each rule sends whose words stand in a text. A word that an earlier rule has explained counts no more:
    who writes “health insurance” names the insurance and not a health centre.
    """
    explained: set[int] = set()
    found = []
    for rule in rules:
        spans = {place: said.spans(word) for place, word in enumerate(rule.words)}
        spans = {place: there for place, there in spans.items() if there and not _touches(there, explained)}
        routed = _routed(rule, fact, tuple(spans)) if _all_said(rule, spans) else None
        if routed is not None:
            found.append(routed)
            explained.update(place for there in spans.values() for span in there for place in span)
    return found


def _touches(spans: Iterable[Span], explained: set[int]) -> bool:
    return any(place in explained for span in spans for place in span)


def _all_said(rule: Rule, spans: dict[int, list[Span]]) -> bool:
    """Whether each condition of words has one of its own among those that were found."""
    first = 0
    for condition in rule.when:
        if condition.of_words:
            if not any(place in spans for place in range(first, first + len(condition.value))):
                return False
            first += len(condition.value)
    return True
