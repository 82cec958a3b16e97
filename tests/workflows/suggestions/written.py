"""Requests made up from a few words, so that what is learned from them is known beforehand."""

from __future__ import annotations

import random

from workflows.suggestions.learning import Example

TELLING = {
    "water": ["المياه", "مقطوعة", "العداد", "الصهريج", "التسرب", "الضخ"],
    "roads": ["الشارع", "الحفرة", "الإسفلت", "المطب", "الرصيف", "الإنارة"],
    "health": ["الطبيب", "الدواء", "المستشفى", "المراجعين", "العيادة", "الموعد"],
}
SAYING_NOTHING = ["منذ", "أيام", "أرجو", "النظر", "في", "الأمر", "الحي", "عندنا", "كل", "يوم", "جدا", "السلام"]


def examples(count: int, *, seed: int = 1) -> list[Example]:
    """So many requests; each speaks of one thing with two of its words, among others that say nothing."""
    drawn = random.Random(seed)  # noqa: S311  no secret: the same texts each time
    made = []
    for _each in range(count):
        answer = drawn.choice(list(TELLING))
        words = drawn.sample(TELLING[answer], 2) + drawn.sample(SAYING_NOTHING, 5)
        drawn.shuffle(words)
        made.append(Example(" ".join(words), answer))
    return made
