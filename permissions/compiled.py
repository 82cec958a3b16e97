"""Queries that every request asks: built and compiled once, then asked with other values.

For the rights of one person Django takes some 5 ms to build the statement and the database half of one to answer it.

Where what is asked differs by more than ids and instants, such as by the rights of whoever asks, a pure function makes
the statement as of ``INSTANTS`` and is itself kept by its arguments (``functools.lru_cache``); ``as_of`` puts the
real instants in their place. Whatever the statement depends on must be an argument: a right that is gone is another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar

from django.db import connection, connections
from django.db.models import Model, QuerySet

Statement = tuple[str, tuple[Any, ...]]
"""SQL and the values of its parameters, as a cursor and ``Manager.raw`` take them."""
Columns = TypeVar("Columns", bound=tuple[Any, ...])
Row = TypeVar("Row", bound=Model)

_AN_INSTANT = datetime(1, 1, 1, tzinfo=UTC)
_AN_ID = -2_000_000_000
"""What stands in the compiled statement for the instant and for the first id, the others after it: no row and no
constant is like them."""
INSTANTS: Final = tuple(datetime(1, 1, day, tzinfo=UTC) for day in (2, 3, 4))
"""What stands for instants in a statement that is kept by its arguments: no row and no constant is like them."""
KEPT: Final = 500
"""Statements of one kind that a process keeps: those of so many people and the lists that they look at."""


def as_of(statement: Statement, instants: Sequence[datetime]) -> Statement:
    """A statement that was made as of the first of ``INSTANTS``, as of these."""
    stored = connection.ops.adapt_datetimefield_value
    given = {stored(stand_in): stored(each) for stand_in, each in zip(INSTANTS, instants, strict=False)}
    sql, values = statement
    return sql, tuple(given.get(value, value) for value in values)


@contextmanager
def planned_anew() -> Iterator[None]:
    """Statements in here are planned for their values, each time: of a plan for whatever values PostgreSQL cannot tell
    whether an index on some of them will do, and it walks all rows in the hope of meeting enough that fit."""
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    threshold, raw.prepare_threshold = raw.prepare_threshold, None
    try:
        yield
    finally:
        raw.prepare_threshold = threshold


class CompiledQuery(Generic[Columns]):
    """``ask(ids, at)`` gives the rows of ``build(ids, at)``, a query of plain columns, as tuples.

    The instant and the ids, as numbers or as their texts, must reach the statement as they are, and an id named twice
    must change nothing. Compiled once for each kind of database; more ids than there is ``room`` for are built anew.
    """

    def __init__(self, build: Callable[[Sequence[int], datetime], QuerySet[Any, Columns]], *, room: int = 1) -> None:
        self.build = build
        self.room = room
        self._stand_ins = range(_AN_ID, _AN_ID + room)
        self._compiled: dict[str, Statement] = {}

    def ask(self, ids: Collection[int], at: datetime) -> list[Columns]:
        with connection.cursor() as cursor:
            cursor.execute(*self.statement(ids, at))
            rows: list[Columns] = cursor.fetchall()
        return rows

    def statement(self, ids: Collection[int], at: datetime) -> Statement:
        """The statement for at least one id, with its values."""
        wanted = sorted(set(ids))
        if len(wanted) > self.room:
            return self._built(wanted, at)
        compiled = self._compiled.get(connection.vendor)
        if compiled is None:
            compiled = self._compiled[connection.vendor] = self._built(self._stand_ins, _AN_INSTANT)
        statement, values = compiled
        stored = connection.ops.adapt_datetimefield_value
        given: dict[object, object] = {stored(_AN_INSTANT): stored(at)}
        for number, stand_in in enumerate(self._stand_ins):
            each = wanted[min(number, len(wanted) - 1)]
            given |= {stand_in: each, str(stand_in): str(each)}
        return statement, tuple(given.get(value, value) for value in values)

    def _built(self, ids: Sequence[int], at: datetime) -> Statement:
        return self.build(ids, at).query.sql_with_params()


def with_room(queries: Sequence[CompiledQuery[Columns]], ids: Collection[int]) -> CompiledQuery[Columns]:
    """Of the same query compiled for ascending numbers of ids the first with room for these; else the last."""
    return next((query for query in queries if len(ids) <= query.room), queries[-1])


class CompiledRows(Generic[Row]):
    """The rows of a query that was made as of ``INSTANTS``, as model instances, by a statement that is put together
    once: of some 140 columns that takes as long as reading them.

    It is Django's own compiler that reads them, which has its statement already.
    """

    def __init__(self, rows: QuerySet[Row]) -> None:
        self._rows = rows
        self._compiler: Any = rows.query.get_compiler(connection=connection)
        self._statement: Statement = self._compiler.as_sql()

    def ask(self, instants: Sequence[datetime]) -> list[Row]:
        compiler = copy(self._compiler)
        compiler.connection = connections[self._rows.db]  # of this thread
        compiler.as_sql = lambda *_given: as_of(self._statement, instants)
        rows = self._rows.all()
        rows.query.get_compiler = lambda *_given, **_named: compiler  # type: ignore[method-assign]  # of this copy alone
        return list(rows)
