"""Writes by which words cases are found, many in one statement: for the recorder, and where rows are made anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from permissions import many_rows
from workflows.search.models import CaseWords
from workflows.search.tokens import CALLED, of_kind, of_state, written

_TABLE: Final = CaseWords._meta.db_table
_MOST = 300
"""Rows of one statement on SQLite, which takes so many values."""


@dataclass(frozen=True, slots=True)
class More:
    """What an act adds to a row: where the case lies now (``at``), None where that is the same, and tokens."""

    case_id: int
    at: str | None
    words: str


def at(agency_ids: Iterable[int], *, kind: str, state: str, hidden: bool) -> str:
    """The bodies where a case lies, its kind and how it stands, as the row has them, so that what is narrowed by them
    is narrowed in the index. Unless it is ``hidden`` it is found by the names of the bodies too.
    """
    ids = sorted(agency_ids)
    names = () if hidden else (f"{CALLED}{pk}" for pk in ids)
    return written((*map(str, ids), of_kind(kind), of_state(state), *names))


def insert(rows: Sequence[CaseWords]) -> None:
    """Rows of new cases."""
    many_rows.insert(CaseWords, rows)


def replace(rows: Sequence[CaseWords]) -> None:
    """Rows of cases that may have one already."""
    CaseWords.objects.filter(pk__in=[row.pk for row in rows]).delete()
    insert(rows)


def add(more: Sequence[More]) -> None:
    """What acts add, each case once. A case without a row, one of before there were rows, gets none by this."""
    given = [(each.case_id, each.at, each.words) for each in more]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            named = [dict(zip(("case_id", "at", "words"), each, strict=True)) for each in given]
            cursor.execute(_ON_POSTGRESQL, [json.dumps(named, ensure_ascii=False)])
            return
        for some in (given[first : first + _MOST] for first in range(0, len(given), _MOST)):
            places = ", ".join(["(%s, %s, %s)"] * len(some))
            cursor.execute(_ON_SQLITE.format(places), [value for each in some for value in each])


# ruff: noqa: S608  names of ours; the values come beside them
_ON_POSTGRESQL: Final = (
    f"UPDATE {_TABLE} AS row SET at = coalesce(given.at, row.at), words = row.words || given.words "
    "FROM json_to_recordset(%s::json) AS given(case_id bigint, at tsvector, words tsvector) "
    "WHERE row.case_id = given.case_id"
)
_ON_SQLITE: Final = (
    "WITH given (case_id, at, words) AS (VALUES {}) "
    f"UPDATE {_TABLE} AS row SET at = coalesce(given.at, row.at), words = row.words || ' ' || given.words "
    "FROM given WHERE row.case_id = given.case_id"
)
