"""How alike two texts are, by the runs of letters in their words: whether somebody writes of the same thing again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt
from typing import Final

from workflows.cases.models import Case, Message, MessageKind
from workflows.suggestions.grams import counted, words_of

ENOUGH: Final = 0.4
"""From here on two texts probably speak of one thing: found by trying on recorded requests."""
SHORTEST: Final = 3
"""Letters of a word that tells anything."""


def alike(text: str, cases: Sequence[Case]) -> list[Case]:
    """Those of ``cases`` that say much the same as ``text``, the likest first. One query."""
    said = Message.objects.filter(case__in=cases, kind=MessageKind.STATEMENT).order_by("-pk")
    texts = {message.case_id: message.text for message in said} if cases else {}
    worths = {case.pk: likeness(text, f"{case.subject}\n{texts.get(case.pk, '')}") for case in cases}
    return sorted((case for case in cases if worths[case.pk] >= ENOUGH), key=lambda case: -worths[case.pk])


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
