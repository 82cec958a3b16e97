"""How alike two texts are, by the runs of letters in their words: whether somebody writes of the same thing again."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import Final

from workflows.suggestions.grams import counted, words_of

ENOUGH: Final = 0.4
"""From here on two texts probably speak of one thing: found by trying on recorded requests."""
SHORTEST: Final = 3
"""Letters of a word that tells anything."""


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same words however often."""
    ours, theirs = _weighed(one), _weighed(other)
    lengths = _length(ours) * _length(theirs)
    return sum(weight * theirs.get(number, 0.0) for number, weight in ours.items()) / lengths if lengths else 0.0


def _weighed(text: str) -> dict[int, float]:
    runs: Counter[int] = counted([word for word in words_of(text) if len(word) >= SHORTEST])[0]
    return {number: 1 + log(count) for number, count in runs.items()}


def _length(weighed: dict[int, float]) -> float:
    return sqrt(sum(weight * weight for weight in weighed.values()))
