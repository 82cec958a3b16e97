"""How often a request that repeats an earlier one is found, on recorded requests that somebody flagged as repeats."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Sequence
from statistics import mean

from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.bench.suggesting import LANGUAGES, RECORDED
from workflows.suggestions.same_matter import likeness, telling

PRECISE, FOUND = 90, 60
"""In 100: of what is said to repeat so many do, and of what repeats so many are said to."""
Judged = Sequence[tuple[float, bool]]


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Each language over splits by seed: half of the requests teach the threshold, the other half is kept apart.

    A request repeats one before it in the set. How alike it is to the likest of these is compared with a threshold.
    """
    if not RECORDED.is_file():
        print("same_matter: no recorded requests at ../shared/data/real, nothing is measured", flush=True)
        return
    with RECORDED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for language, column in LANGUAGES.items():
        texts = [row[column] for row in rows]
        flags = [row["duplicate"] == "True" for row in rows]
        _ceiling(sheet, language, texts, flags)
        _measure(sheet, language, list(zip(_likest(texts), flags, strict=True)), sizes.splits)


def _ceiling(sheet: Sheet, language: str, texts: list[str], flags: list[bool]) -> None:
    """What no rule can pass: of requests that say word for word what an earlier one said, how many are flagged."""
    seen: Counter[str] = Counter()
    again = []
    for text, flag in zip(texts, flags, strict=True):
        again += [flag] if seen[text] else []
        seen[text] += 1
    sheet.add(f"same matter, {language}: word for word the same and flagged", 100 * mean(again), "in 100")


def _likest(texts: list[str]) -> list[float]:
    """How alike each text is to the likest before it."""
    stems = [telling(text) for text in texts]
    return [max((likeness(each, other) for other in stems[:place]), default=0.0) for place, each in enumerate(stems)]


def _measure(sheet: Sheet, language: str, judged: Judged, splits: int) -> None:
    precise, found, thresholds = [], [], []
    for seed in range(splits):
        drawn = random.Random(seed).sample(judged, len(judged))  # noqa: S311  no secret: the same split each time
        half = len(drawn) // 2
        threshold = _learned(drawn[:half])
        precision, recall = _figures(drawn[half:], threshold)
        precise.append(precision)
        found.append(recall)
        thresholds.append(threshold)
    sheet.add(f"same matter, {language}: wrong of what is said to repeat", 100 - mean(precise), "in 100", 100 - PRECISE)
    sheet.add(f"same matter, {language}: missed of what repeats", 100 - mean(found), "in 100", 100 - FOUND)
    sheet.add(f"same matter, {language}: threshold", mean(thresholds), "")


def _learned(judged: Judged) -> float:
    """The threshold that is most precise where it still finds enough."""
    enough = [value for value, _flag in judged if _figures(judged, value)[1] >= FOUND]
    return max(enough, key=lambda value: (_figures(judged, value)[0], value))


def _figures(judged: Judged, threshold: float) -> tuple[float, float]:
    """Precision and recall, in 100."""
    said = [flag for value, flag in judged if value >= threshold]
    return 100 * mean(said) if said else 0.0, 100 * sum(said) / sum(flag for _value, flag in judged)
