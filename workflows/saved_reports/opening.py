"""Which number of a table was opened, as addresses and files carry it: the question, its place, its measure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from workflows.figures.measure import Condition
from workflows.figures.question import GRAINS, Question
from workflows.figures.reckoning import Reach, cases_of
from workflows.figures.vocabulary import ADDED
from workflows.versions.raw import Malformed

Part = Literal["top", "of"]
LONGEST: Final = 20_000
"""Characters of a question in an address."""
LONGEST_KEY: Final = 140
LARGEST: Final = 1_000_000_000
_WHOLE: Final = ADDED | {"stars"}
"""Splits whose keys are small whole numbers."""
YEARS: Final = range(1990, 3000)


@dataclass(frozen=True, slots=True)
class Opened:
    """``row``: the keys of its row, None for the total over all rows; ``column`` likewise. ``part``: the number itself,
    or (``of``) that of which it is a share."""

    question: Question
    measure: str
    row: tuple[str, ...] | None = None
    column: str | None = None
    part: Part = "top"

    def as_query(self) -> str:
        """What stands behind the ``?`` of an address."""
        said: list[tuple[str, str]] = [("measure", self.measure)]
        if self.row is not None:
            said += [("row", each) for each in self.row] or [("row", "")]
        if self.column is not None:
            said.append(("column", self.column))
        if self.part == "of":
            said.append(("part", "of"))
        return f"{_asking(self.question)}&{urlencode(said)}"

    @classmethod
    def of_query(cls, asked: QueryDict) -> Opened:
        """Raises ``Malformed``."""
        question = question_in(asked.get("q", ""))
        row = tuple(asked.getlist("row")) if "row" in asked else None
        if row is not None and not question.rows:
            row = ()
        placed = [*zip(question.rows, row or (), strict=False), (question.column, asked.get("column", ""))]
        if not all(is_a_key(split, key) for split, key in placed):
            raise Malformed("row", "wrong")
        return cls(
            question,
            asked.get("measure", ""),
            row,
            asked.get("column"),
            "of" if asked.get("part") == "of" else "top",
        )

    def cases(self, reach: Reach) -> QuerySet[Any]:
        """The ids of the requests behind it, those in it that the reader may not read among them. Raises
        ``CannotReckon``."""
        question, column = self.question, self.column or ""
        if self.column == "" and question.column:
            # What is not stated has no key; asked for as a filter it is no total.
            unstated = Condition(question.column, is_in=("",))
            question = replace(question, column="", filters=(*question.filters, unstated))
        return cases_of(question, reach, self.row or (), column, self.measure, self.part)

    def as_json(self) -> dict[str, Any]:
        """Without its question, which a file keeps beside it."""
        return {
            "measure": self.measure,
            "row": list(self.row) if self.row is not None else None,
            "column": self.column,
            "part": self.part,
        }

    @classmethod
    def of_json(cls, question: Mapping[str, Any], cell: Mapping[str, Any]) -> Opened:
        """Raises ``Malformed``."""
        row = cell["row"]
        part: Part = "of" if cell["part"] == "of" else "top"
        return cls(
            Question.of_json(question), cell["measure"], tuple(row) if row is not None else None, cell["column"], part
        )


@lru_cache(maxsize=256)
def _asking(question: Question) -> str:
    """What addresses carry of a question: the same for each of the thousand numbers of a table."""
    return urlencode({"q": json.dumps(question.as_json(), separators=(",", ":"))})


def question_in(written: str) -> Question:
    """A question as addresses carry it. Raises ``Malformed``."""
    if len(written) > LONGEST:
        raise Malformed("q", "wrong")
    try:
        found = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise Malformed("q", "wrong") from error
    if not isinstance(found, dict):
        raise Malformed("q", "wrong")
    question = Question.of_json(found)
    for each in question.filters:
        bounds = [bound for bound in (each.at_least, each.at_most) if bound is not None]
        if not all(is_a_key(each.column, key) for key in each.is_in) or any(abs(bound) > LARGEST for bound in bounds):
            raise Malformed("filters", "wrong")
    return question


def is_a_key(split: str, key: str) -> bool:
    """Whether something can be the key of a group: what no database takes is none."""
    if split in GRAINS:
        return not key or (key[:4].isascii() and key[:4].isdigit() and int(key[:4]) in YEARS)
    short = len(key) <= (4 if split in _WHOLE else LONGEST_KEY)
    return short and "\x00" not in key


def read_question(kept: Any) -> Question | None:
    """A question that was kept; None where an earlier release kept it in a way that is not understood any more."""
    try:
        return Question.of_json(kept)
    except Malformed:
        return None
