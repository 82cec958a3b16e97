"""The tables of the tests' database, read and filled past every model: what goes in is what came out."""

# ruff: noqa: S608  the names of tables and columns are the database's own

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
Rows = dict[Row, Row]
"""By primary key."""
VALUES_AT_ONCE = 30_000
"""SQLite takes no more in one statement."""


@dataclass(frozen=True, slots=True)
class Table:
    """``keys``: the columns of its primary key."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]

    def rows(self) -> Rows:
        plain = "+" if connection.vendor == "sqlite" else ""  # an expression has no declared type to convert by
        found = ask(f"SELECT {', '.join(plain + quoted(name) for name in self.columns)} FROM {quoted(self.name)}")
        places = [self.columns.index(key) for key in self.keys]
        return {tuple(row[place] for place in places): row for row in found}

    def add(self, rows: Sequence[Row]) -> None:
        """One statement for as many as the database takes."""
        names = ", ".join(map(quoted, self.columns))
        each = f"({', '.join(['%s'] * len(self.columns))})"
        many = VALUES_AT_ONCE // len(self.columns)
        with connection.cursor() as cursor:
            for start in range(0, len(rows), many):
                some = rows[start : start + many]
                cursor.execute(
                    f"INSERT INTO {quoted(self.name)} ({names}) VALUES {', '.join([each] * len(some))}",
                    [value for row in some for value in row],
                )

    def change(self, key: Row, values: dict[str, Any]) -> None:
        assignments = ", ".join(f"{quoted(column)} = %s" for column in values)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {quoted(self.name)} SET {assignments} WHERE {self._is_key}", [*values.values(), *key]
            )

    def remove(self, key: Row) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {quoted(self.name)} WHERE {self._is_key}", key)

    @property
    def _is_key(self) -> str:
        return " AND ".join(f"{quoted(key)} = %s" for key in self.keys)


FOLLOWS = "portal_edition"

_known: dict[str, list[Table]] = {}


def tables() -> list[Table]:
    """All that Django knows of and that have a key, and that do not follow the others by triggers, as SQLite's index of
    words does, which has none, and the edition of the pages."""
    if connection.vendor not in _known:
        introspection = connection.introspection
        with connection.cursor() as cursor:
            _known[connection.vendor] = [
                Table(name, tuple(column.name for column in introspection.get_table_description(cursor, name)), keys)
                for name in sorted(introspection.django_table_names(only_existing=True, include_views=False))
                if name != FOLLOWS and (keys := tuple(introspection.get_primary_key_columns(cursor, name) or ()))
            ]
    return _known[connection.vendor]


def every_row() -> dict[str, list[Row]]:
    """All that the database holds, by the names of its tables, in an order of its own."""
    return {table.name: sorted(table.rows().values(), key=repr) for table in tables()}


def ask(statement: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[Row] = cursor.fetchall()
    return rows


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
