"""Queries that every request asks: built and compiled once, then asked with other values.

For the rights of one person Django takes some 5 ms to build the statement and the database half of one to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet

_AN_INSTANT = datetime(1, 1, 1, tzinfo=UTC)
_A_PERSON = -2_000_000_000
"""What stands in the compiled statement for the instant and the person: no row and no constant is like them."""


Columns = TypeVar("Columns", bound=tuple[Any, ...])


class OfOnePerson(Generic[Columns]):
    """``ask(user_id, at)`` gives the rows of ``build(user_id, at)``, a query of plain columns, as tuples.

    The values of both must reach the statement as they are. Compiled once for each kind of database.
    """

    def __init__(self, build: Callable[[int, datetime], QuerySet[Any, Columns]]) -> None:
        self.build = build
        self._compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def ask(self, user_id: int, at: datetime) -> list[Columns]:
        statement, values = self._compiled.get(connection.vendor) or self._compile()
        stored = connection.ops.adapt_datetimefield_value
        given = {stored(_AN_INSTANT): stored(at), _A_PERSON: user_id}
        with connection.cursor() as cursor:
            cursor.execute(statement, [given.get(value, value) for value in values])
            rows: list[Columns] = cursor.fetchall()
        return rows

    def _compile(self) -> tuple[str, tuple[Any, ...]]:
        compiled = self.build(_A_PERSON, _AN_INSTANT).query.sql_with_params()
        self._compiled[connection.vendor] = compiled
        return compiled
