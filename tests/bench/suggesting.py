"""How often a category that is suggested is the right one, on recorded requests in two languages."""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from pathlib import Path
from statistics import mean

from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.suggestions.learning import Example, learn

RECORDED = Path(__file__).resolve().parents[3] / "shared" / "data" / "real" / "complaints_kk_ru.csv"
LANGUAGES = {"Russian": "text_ru", "Kazakh": "text_kz"}
WRONG_FIRST, WRONG_THREE, WRONG_SURE = 10, 2, 5
"""In 100, at most."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Each language over some splits by seed: a quarter is kept apart, without the texts that the rest has too."""
    if not RECORDED.is_file():
        print("suggesting: no recorded requests at ../shared/data/real, nothing is measured", flush=True)
        return
    with RECORDED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for language, column in LANGUAGES.items():
        _measure(sheet, language, [Example(row[column], row["category"]) for row in rows], sizes.splits)


def _measure(sheet: Sheet, language: str, rows: list[Example], splits: int) -> None:
    base, first, three, wrong, sure, unseen, took = [], [], [], 0, 0, 0, []
    for seed in range(splits):
        drawn = random.Random(seed).sample(rows, len(rows))  # noqa: S311  no secret: the same split each time
        rest = drawn[len(rows) // 4 :]
        seen = {each.text for each in rest}
        apart = [each for each in drawn[: len(rows) // 4] if each.text not in seen]
        learned = learn(rest)
        if learned is None:
            raise AssertionError("too little to learn from")
        most = Counter(each.answer for each in rest).most_common(1)[0][0]
        began = time.process_time()
        told = [(learned.weights.suggest(each.text), each.answer) for each in apart]
        took.append((time.process_time() - began) / len(apart))
        base.append(mean(each.answer == most for each in apart))
        first.append(mean(best[0].code == answer for best, answer in told))
        three.append(mean(answer in [each.code for each in best] for best, answer in told))
        common = learned.weights.of_common()
        said = [(common.suggest(each.text)[:1], each.answer) for each in apart]
        sure += sum(best[0].sure for best, _answer in said if best)
        wrong += sum(best[0].sure and best[0].code != answer for best, answer in said if best)
        unseen += len(apart)
    sheet.add(f"category, {language}: wrong if always the commonest (baseline)", 100 * (1 - mean(base)), "in 100")
    sheet.add(f"category, {language}: first suggestion wrong", 100 * (1 - mean(first)), "in 100", WRONG_FIRST)
    sheet.add(f"category, {language}: none of three right", 100 * (1 - mean(three)), "in 100", WRONG_THREE)
    # Citizens are told by what stood in several texts alone, and only where it is sure.
    sheet.add(f"category, {language}: wrong where it is sure", 100 * wrong / max(sure, 1), "in 100", WRONG_SURE)
    sheet.add(f"category, {language}: it is sure of", 100 * sure / unseen, "in 100")
    sheet.add(f"category, {language}: one suggestion", 1_000 * mean(took), "ms")
