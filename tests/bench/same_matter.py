"""How often a request that repeats an earlier one is found, on recorded requests that somebody flagged as repeats."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import SVC

from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.bench.suggesting import LANGUAGES, RECORDED
from workflows.suggestions.same_matter import likeness, telling

PRECISE, FOUND = 90, 60
"""In 100: of what is said to repeat so many do, and of what repeats so many are said to."""
FEW = 4
"""Splits of what takes long."""
Judged = Sequence[tuple[float, bool]]
Row = Mapping[str, str]


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
        _by_all_columns(sheet, language, column, rows, sizes.splits)
        _measure(sheet, language, list(zip(_likest(texts), flags, strict=True)), sizes.splits)


def _ceiling(sheet: Sheet, language: str, texts: list[str], flags: list[bool]) -> None:
    """What no rule can pass: of requests that say word for word what an earlier one said, how many are flagged."""
    seen: Counter[str] = Counter()
    again = []
    for text, flag in zip(texts, flags, strict=True):
        again += [flag] if seen[text] else []
        seen[text] += 1
    sheet.add(f"same matter, {language}: word for word the same and flagged", 100 * mean(again), "in 100")


def _by_all_columns(sheet: Sheet, language: str, column: str, rows: Sequence[Row], splits: int) -> None:
    """What is left when everything recorded is known: a repeat in every column beside the number, how many are flagged;
    and the best of what was tried, which learns the words of flagged texts as well as how alike they are.
    """
    seen: set[tuple[str, ...]] = set()
    again = []
    for row in rows:
        said = tuple(value for name, value in row.items() if name not in ("id", "duplicate"))
        again += [row["duplicate"] == "True"] if said in seen else []
        seen.add(said)
    sheet.add(f"same matter, {language}: the same in every column and flagged", 100 * mean(again), "in 100")
    table = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    words = table.fit_transform([row[column] for row in rows])
    flags = [row["duplicate"] == "True" for row in rows]
    precise = []
    for seed in range(min(splits, FEW)):
        drawn = random.Random(seed).sample(range(len(rows)), len(rows))  # noqa: S311  no secret: the same split each time
        learned, apart = drawn[: len(rows) // 2], drawn[len(rows) // 2 :]
        machine = SVC(C=3, gamma=0.7).fit(words[learned], [flags[each] for each in learned])
        told = list(zip(machine.decision_function(words[apart]), (flags[each] for each in apart), strict=True))
        precise.append(max(_figures(told, value)[0] for value, _flag in told if _figures(told, value)[1] >= FOUND))
    sheet.add(f"same matter, {language}: right by words learned, at the best threshold", mean(precise), "in 100")


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
