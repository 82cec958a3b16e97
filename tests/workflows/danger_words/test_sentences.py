"""How much danger the words recognise that the platform is delivered with, and how much that is none they hold back.

``sentences.toml`` was written by somebody who had not seen the words. They were chosen on the sentences with an even
hash; the others say what they are worth.
"""

from __future__ import annotations

import tomllib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from portal.operations.demo_world.cases.subjects import SUBJECTS
from workflows.danger_words.decide import DangerTable, find_danger
from workflows.danger_words.definition import parse
from workflows.danger_words.shipped import everyday_sentences, shipped

Say = Callable[[str, object], None]
LEAST_RECOGNISED: Final = 90
"""Of a hundred dangers, in either half."""
MOST_HELD: Final = 5
"""Of a hundred harmless sentences."""
EVERYDAY, MOST_OF_EVERYDAY = 200, 4
MEASURED = {"fresh.toml": (74, 0), "third.toml": (72, 0), "fourth.toml": (69, 3)}
"""How many of the 80 dangers of a table are recognised at least, and how many of its 80 harmless sentences are held at
most. The goal is 72 and 4; bounds are only ever made stricter. Words were chosen on those sentences of ``fresh.toml``
and ``fourth.toml`` that have an even hash. Nobody who chose words has read the others, nor ``third.toml``."""


@pytest.fixture(scope="module")
def table() -> DangerTable:
    return parse(shipped())


def sentences(*, even: bool) -> list[dict[str, Any]]:
    told = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = next(rows for rows in told.values() if isinstance(rows, list))
    assert len(rows) == 160
    return [row for row in rows if (zlib.crc32(row["text"].encode()) % 2 == 0) is even]


@pytest.mark.parametrize("even", [True, False])
def test_most_dangers_are_recognised(*, table: DangerTable, even: bool, record_property: Say) -> None:
    danger = [row for row in sentences(even=even) if row["danger"]]
    recognised = [row for row in danger if find_danger(row["text"], table)]
    record_property("said", f"{len(recognised)} of {len(danger)} dangers")
    assert len(danger) > 30
    assert 100 * len(recognised) >= LEAST_RECOGNISED * len(danger)


@pytest.mark.parametrize("even", [True, False])
def test_few_harmless_sentences_are_held(*, table: DangerTable, even: bool, record_property: Say) -> None:
    harmless = [row for row in sentences(even=even) if not row["danger"]]
    held = [row for row in harmless if find_danger(row["text"], table)]
    record_property("said", f"{len(held)} of {len(harmless)} harmless ones")
    assert len(harmless) > 30
    assert 100 * len(held) <= MOST_HELD * len(harmless)


def everyday_requests() -> Iterator[str]:
    """What the citizens of the demo world write, in turn in Arabic and in English."""
    for subject in SUBJECTS:
        for kind in ("complaint", "inquiry", "suggestion", "praise"):
            for story in subject.stories(kind):
                for title, text in zip(story.subject, story.says, strict=False):
                    yield f"{title.ar}\n{text.ar}"
                    yield f"{title.en}\n{text.en}"


def test_of_two_hundred_everyday_requests_at_most_four_are_held(table: DangerTable) -> None:
    texts = [text for _number, text in zip(range(EVERYDAY), everyday_requests(), strict=False)]
    assert len(texts) == EVERYDAY
    held = [text for text in texts if find_danger(text, table)]
    assert len(held) <= MOST_OF_EVERYDAY, held


def test_children_who_come_home_in_the_dark_are_not_held(table: DangerTable) -> None:
    told = tomllib.loads(Path(__file__).with_name("harmless.toml").read_text(encoding="utf-8"))["sentences"]
    assert len(told) > 20
    assert [text for text in told if find_danger(text, table)] == []


@pytest.mark.parametrize("name", MEASURED)
def test_how_much_is_recognised_of_what_nobody_tried(table: DangerTable, name: str, record_property: Say) -> None:
    told = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = next(rows for rows in told.values() if isinstance(rows, list))
    held = Counter(row["danger"] for row in rows if find_danger(row["text"], table))
    record_property("said", f"{held[True]} of 80 dangers, {held[False]} of 80 harmless ones")
    assert Counter(row["danger"] for row in rows) == {True: 80, False: 80}
    least_recognised, most_held = MEASURED[name]
    assert held[True] >= least_recognised
    assert held[False] <= most_held


def test_what_everybody_writes_is_not_held(table: DangerTable) -> None:
    assert [text for text in everyday_sentences() if find_danger(text, table)] == []


@pytest.mark.parametrize(
    "text",
    [
        "خطأ في احتساب مدة الضمان",
        "انتشار الحشرات في الحي",
        "الموظفة نفسها كانت لطيفة، وأنت تعلم ذلك",
        "عدد الطلبات التي علّقها الموظف",
        "Please choose another one",
        "another question",
        "Export of vegetables through the port",
    ],
)
def test_everyday_words_that_look_like_a_danger_are_none(table: DangerTable, text: str) -> None:
    """Each is one letter, or its vowels alone, away from a word of danger."""
    assert find_danger(text, table) is None
