"""What was learned, as plain numbers: how much each run of letters speaks for each answer; and a text read by it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log, sqrt
from typing import Any, Final

from workflows.suggestions.grams import as_written, counted, runs_in, whole, words_of

WORDS_COUNT: Final = 0.5
"""What whole words weigh beside the runs of letters: found by trying on recorded requests."""
BEST: Final = 3
"""Answers that are offered."""
REASONS: Final = 3
"""Words that are named as the reason."""
FEWEST_REASONS: Final = 2
"""Words that must speak for what a stranger is told for certain: by one alone every text would be about something."""
SHORTEST_REASON: Final = 3
"""Letters of a word that tells a reader something."""
MOST_TEXTS: Final = 0.2
"""A word that stands in more than this share of all texts says nothing of any."""
STEP: Final = 1_000
"""Weights are kept in whole thousandths."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer by its code. ``lead``: by how much it is before the next one; ``sure``: whether that is enough to
    say so. ``because``: the words of the text that spoke for it most, as they stand there.
    """

    code: str
    lead: float
    sure: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """``idf``: by number, how rare it is. ``rows``: by number, where its weights begin in ``flat``: one an answer.

    ``sure_from``: the lead from which the first one is right in 95 of 100, ``likely_from``: in 9 of 10; None where no
    lead is enough.
    ``common``: the rarity of what stands in several texts; ``sure_of_common``: ``sure_from`` by that alone.
    ``rarest``: what is rarer is not looked at.
    """

    answers: tuple[str, ...]
    bias: tuple[int, ...]
    idf: Mapping[int, float]
    rows: Mapping[int, int]
    flat: array[int]
    sure_from: float | None
    common: float
    sure_of_common: float | None
    likely_from: float | None = None
    rarest: float = inf

    def of_common(self) -> Weights:
        """The same by what stood in several texts alone, naming no word as a reason that did not. Strangers are told by
        that: nobody finds out by typing a name whether somebody of that name has ever filed something.
        """
        return replace(self, rarest=self.common, sure_from=self.sure_of_common)

    def suggest(self, text: str, *, among: frozenset[str] | None = None) -> list[Suggestion]:
        """The best answers for a text, the best first; ``among``: those that may be given, else all. None for a text
        of which nothing is known.
        """
        words = words_of(text)
        parts = self._parts(words)
        if not parts:
            return []
        sums = self._sums(parts)
        ranked = sorted(
            (at for at, answer in enumerate(self.answers) if among is None or answer in among),
            key=lambda at: -sums[at],
        )
        found, spelled = [], as_written(text)
        for place, at in enumerate(ranked[:BEST]):
            after = sums[ranked[place + 1]] if place + 1 < len(ranked) else sums[at]
            lead = sums[at] - after
            because = self._because(words, parts, at, spelled)
            says_enough = self.rarest == inf or len(because) >= FEWEST_REASONS
            sure = place == 0 and says_enough and self.sure_from is not None and lead >= self.sure_from
            found.append(Suggestion(self.answers[at], lead, sure, because))
        return found

    def _parts(self, words: Sequence[str]) -> dict[int, float]:
        """What each number in a text counts: the more often it stands there and the rarer it is, the more; runs and
        words each of length one as vectors.
        """
        parts: dict[int, float] = {}
        for counts, share in zip(counted(list(words)), (1.0, WORDS_COUNT), strict=True):
            parts |= self._share(counts, share)
        return parts

    def _share(self, counts: Counter[int], share: float) -> dict[int, float]:
        # What was never met has no rarity and no weight; it counts in the length nowhere, as when it was learned.
        values = {
            number: (1 + log(count)) * self.idf[number]
            for number, count in counts.items()
            if number in self.idf and self.idf[number] <= self.rarest
        }
        length = sqrt(sum(value * value for value in values.values()))
        return {number: share * value / length for number, value in values.items()} if length else {}

    def _sums(self, parts: Mapping[int, float]) -> list[float]:
        size = len(self.answers)
        sums = [each / STEP for each in self.bias]
        for number, value in parts.items():
            row = self.rows.get(number)
            if row is not None:
                factor = value / STEP
                for at, weight in enumerate(self.flat[row : row + size]):
                    sums[at] += factor * weight
        return sums

    def _because(
        self, words: Sequence[str], parts: Mapping[int, float], at: int, spelled: Mapping[str, str]
    ) -> tuple[str, ...]:
        spoken: dict[str, float] = {}
        for word in words:
            known = whole(word) in parts
            named = self.idf[whole(word)] > 1 - log(MOST_TEXTS) if known else self.rarest == inf
            if len(word) >= SHORTEST_REASON and named and word not in spoken:
                numbers = {*runs_in(word), whole(word)}
                spoken[word] = sum(
                    parts[number] * self.flat[self.rows[number] + at]
                    for number in numbers
                    if number in parts and number in self.rows
                )
        best = sorted((word for word in spoken if spoken[word] > 0), key=lambda word: -spoken[word])
        return tuple(spelled.get(word, word) for word in best[:REASONS])


def written(weights: Weights) -> dict[str, Any]:
    """The weights as JSON."""
    size = len(weights.answers)
    return {
        "answers": list(weights.answers),
        "bias": list(weights.bias),
        "idf": {str(number): round(value, 4) for number, value in weights.idf.items()},
        "weights": {str(number): list(weights.flat[row : row + size]) for number, row in weights.rows.items()},
        "sure_from": weights.sure_from,
        "likely_from": weights.likely_from,
        "common": weights.common,
        "sure_of_common": weights.sure_of_common,
    }


def read(data: Mapping[str, Any]) -> Weights:
    """The weights from their JSON."""
    flat = array("i")
    rows: dict[int, int] = {}
    for number, row in data["weights"].items():
        rows[int(number)] = len(flat)
        flat.extend(row)
    idf = {int(number): value for number, value in data["idf"].items()}
    return Weights(
        tuple(data["answers"]),
        tuple(data["bias"]),
        idf,
        rows,
        flat,
        data["sure_from"],
        data.get("common", 0.0),  # what was learned by a former release says nothing to strangers for a day
        data.get("sure_of_common"),
        data.get("likely_from"),
    )
