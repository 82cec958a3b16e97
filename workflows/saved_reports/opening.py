"""Which number of a table was opened, as addresses and files carry it: the question, its place, its measure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from workflows.figures.measure import Condition
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, cases_of
from workflows.versions.raw import Malformed

Part = Literal["top", "of"]
LONGEST: Final = 20_000
"""Characters of a question in an address."""


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
        said: list[tuple[str, str]] = [("q", json.dumps(self.question.as_json(), separators=(",", ":")))]
        said.append(("measure", self.measure))
        if self.row is not None:
            said += [("row", each) for each in self.row] or [("row", "")]
        if self.column is not None:
            said.append(("column", self.column))
        if self.part == "of":
            said.append(("part", "of"))
        return urlencode(said)

    @classmethod
    def of_query(cls, asked: QueryDict) -> Opened:
        """Raises ``Malformed``."""
        question = question_in(asked.get("q", ""))
        row = tuple(asked.getlist("row")) if "row" in asked else None
        if row is not None and not question.rows:
            row = ()
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
    return Question.of_json(found)


def read_question(kept: Any) -> Question | None:
    """A question that was kept; None where an earlier release kept it in a way that is not understood any more."""
    try:
        return Question.of_json(kept)
    except Malformed:
        return None
