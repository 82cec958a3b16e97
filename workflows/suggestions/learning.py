"""Learns from examples, and measures what it learned on examples that it did not see. The only home of scikit-learn:
it is imported in the queue alone, when there is something to learn.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any, Final
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from workflows.suggestions.grams import counted, words_of
from workflows.suggestions.weights import BEST, FEWEST_REASONS, STEP, Suggestion, Weights

FEWEST_AN_ANSWER: Final = 8
"""Examples that an answer needs to be one."""
FEWEST: Final = 200
"""Examples from which something is learned at all."""
SEVERAL: Final = 3
"""Texts in which something stands that strangers are told anything by."""
MOST_NUMBERS: Final = 60_000
"""Runs and words that are kept: those that say most."""
PARTS: Final = 4
"""A quarter is kept apart each time, so that each example is once one that was not seen."""
RIGHT: Final = 0.98
"""So many of the unseen must be right where it is sure, so that 95 of 100 are when others come."""
LIKELY: Final = 0.9
"""The same where an officer is offered it, who reads the request and decides."""
FEWEST_SURE: Final = 30
"""Unseen examples from which a share can be told."""
HARDNESS, SMOOTHING, BAYES = 0.5, 0.1, 0.3
"""Of the two models whose weights are added: chosen, like the runs of ``grams``, by trying within the part of recorded
requests that is learned from, never on those that are kept apart."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the code of what it turned out to be."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, and what came of it on unseen examples: in which share of them the right answer was the
    first, one of the first three, and of those where it was sure, by what is common, the share that was right and how
    many these are.

    ``baseline``: the share of the commonest answer.
    """

    weights: Weights
    examples: int
    first: float
    among_three: float
    sure_right: float
    sure_share: float
    baseline: float


@dataclass(frozen=True, slots=True)
class _Told:
    """What it would have said of an unseen example: by all, and by what stands in several texts alone (None where too
    few words speak for it).
    """

    by_all: _First
    by_common: _First | None
    near: bool


@dataclass(frozen=True, slots=True)
class _First:
    """The first answer: by how much it led, and whether it was right."""

    lead: float
    right: bool


def learn(examples: Sequence[Example]) -> Learned | None:
    """Learn from examples; None where there are too few, or of fewer than two answers."""
    often = Counter(each.answer for each in examples)
    used = [each for each in examples if often[each.answer] >= FEWEST_AN_ANSWER]
    if len(used) < FEWEST or len({each.answer for each in used}) < 2:
        return None
    told = _tell_unseen(used)
    by_all = [each.by_all for each in told]
    common = [each.by_common for each in told if each.by_common is not None]
    common_from = _lead_from(common, RIGHT)
    sure = [each for each in common if common_from is not None and each.lead >= common_from]
    return Learned(
        replace(
            _fit(used),
            sure_from=_lead_from(by_all, RIGHT),
            sure_of_common=common_from,
            likely_from=_lead_from(by_all, LIKELY),
        ),
        len(used),
        sum(each.by_all.right for each in told) / len(told),
        sum(each.near for each in told) / len(told),
        sum(each.right for each in sure) / len(sure) if sure else 0.0,
        len(sure) / len(told),
        max(Counter(each.answer for each in used).values()) / len(used),
    )


def _tell_unseen(examples: Sequence[Example]) -> list[_Told]:
    """Each example as it is answered by what was learned from the others. Equal texts stay together, or the same
    text would be both learned and asked.
    """
    same: dict[str, list[Example]] = defaultdict(list)
    for each in examples:
        same[each.text].append(each)
    texts = sorted(same, key=_by_lot)
    told: list[_Told] = []
    for part in range(PARTS):
        apart = set(texts[part::PARTS])
        weights = _fit([each for each in examples if each.text not in apart])
        common = weights.of_common()
        for text in apart:
            found = weights.suggest(text)
            by_common = [each for each in common.suggest(text)[:1] if len(each.because) >= FEWEST_REASONS]
            codes = {each.code for each in found[:BEST]}
            told += [
                _Told(
                    _first(found, each.answer),
                    _first(by_common, each.answer) if by_common else None,
                    each.answer in codes,
                )
                for each in same[text]
            ]
    return told


def _first(found: Sequence[Suggestion], answer: str) -> _First:
    return _First(found[0].lead, found[0].code == answer) if found else _First(0.0, right=False)


def _by_lot(text: str) -> int:
    """Into which part a text falls has nothing to do with what it says; the same texts always fall alike."""
    return crc32(text.encode())


def _lead_from(told: Sequence[_First], share: float) -> float | None:
    """The smallest lead from which on that share is right."""
    right, found = 0, None
    ranked = sorted(told, key=lambda each: -each.lead)
    for place, each in enumerate(ranked, start=1):
        right += each.right
        last_of_its_lead = place == len(ranked) or ranked[place].lead < each.lead
        if last_of_its_lead and place >= FEWEST_SURE and right >= share * place:
            found = each.lead
    return found


def _fit(examples: Sequence[Example]) -> Weights:
    texts = [counted(words_of(each.text)) for each in examples]
    seen = Counter(number for parts in texts for number in {*parts[0], *parts[1]})
    idf = {number: round(log((1 + len(texts)) / (1 + count)) + 1, 4) for number, count in seen.items()}
    places = {number: at for at, number in enumerate(idf)}
    common = round(log((1 + len(texts)) / (1 + SEVERAL)) + 1, 4)
    blank = Weights((), (), idf, {}, array("i"), None, common, None)
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for each in examples:
        parts = blank._parts(words_of(each.text))
        data += parts.values()
        columns += (places[number] for number in parts)
        ends.append(len(data))
    table = csr_matrix((data, columns, ends), shape=(len(examples), len(places)))
    answers, rows, bias = _added(table, [each.answer for each in examples])
    numbers = list(idf)
    strongest = np.argsort(-np.abs(rows).max(axis=0))[:MOST_NUMBERS]
    flat = array("i")
    begins: dict[int, int] = {}
    for at in sorted(strongest.tolist()):
        begins[numbers[at]] = len(flat)
        flat.extend(np.rint(rows[:, at] * STEP).astype(int).tolist())
    kept = {number: idf[number] for number in numbers}
    whole = tuple(np.rint(bias * STEP).astype(int).tolist())
    return Weights(tuple(answers), whole, kept, begins, flat, None, common, None)


def _added(table: Any, answers: list[str]) -> tuple[list[str], Any, Any]:
    """The weights of a support vector machine and, less, of a complement Bayes classifier: both are sums over what
    stands in a text, so their sum is one too.
    """
    machine = LinearSVC(C=HARDNESS, random_state=0).fit(table, answers)
    bayes = ComplementNB(alpha=SMOOTHING).fit(table, answers)
    codes = [str(code) for code in machine.classes_]
    by_machine, bias = machine.coef_, machine.intercept_
    if len(codes) == 2:
        by_machine, bias = np.vstack([-by_machine, by_machine]), np.concatenate([-bias, bias])
    by_bayes = bayes.feature_log_prob_
    return codes, by_machine + BAYES * (by_bayes - by_bayes.mean(axis=0)), bias
