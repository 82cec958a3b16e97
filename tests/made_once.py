"""What many tests begin with is made once in a process; after that its rows are put back, a statement for a table."""

# ruff: noqa: S608  the names of tables and columns are the database's own

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from permissions.audit.models import AuditHead
from permissions.now import _standing_at

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
Row = tuple[Any, ...]
Rows = dict[Row, Row]
"""By primary key."""
VALUES_AT_ONCE = 30_000
"""SQLite takes no more in one statement."""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]

    def key_of(self, row: Row) -> Row:
        return tuple(row[self.columns.index(key)] for key in self.keys)

    def rows(self) -> Rows:
        """As the driver gives them, past every converter: what goes back in is what came out."""
        plain = "+" if connection.vendor == "sqlite" else ""  # an expression has no declared type to convert by
        found = _ask(f"SELECT {', '.join(plain + _quoted(name) for name in self.columns)} FROM {_quoted(self.name)}")
        return {self.key_of(row): row for row in found}


@dataclass
class Difference:
    """What the making of something changed in one table."""

    table: Table
    added: list[Row] = field(default_factory=list)
    changed: dict[Row, dict[str, Any]] = field(default_factory=dict)
    removed: list[Row] = field(default_factory=list)

    def make(self) -> None:
        name, where = _quoted(self.table.name), " AND ".join(f"{_quoted(key)} = %s" for key in self.table.keys)
        with connection.cursor() as cursor:
            for key in self.removed:
                cursor.execute(f"DELETE FROM {name} WHERE {where}", key)
            for key, values in self.changed.items():
                assignments = ", ".join(f"{_quoted(column)} = %s" for column in values)
                cursor.execute(f"UPDATE {name} SET {assignments} WHERE {where}", [*values.values(), *key])
            columns = self.table.columns
            many = VALUES_AT_ONCE // len(columns)
            for start in range(0, len(self.added), many):
                rows = self.added[start : start + many]
                each = f"({', '.join(['%s'] * len(columns))})"
                cursor.execute(
                    f"INSERT INTO {name} ({', '.join(map(_quoted, columns))}) VALUES {', '.join([each] * len(rows))}",
                    [value for row in rows for value in row],
                )


def made_once(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """``make``, whose rows are kept and put back with their ids when the same is asked again in a like database.

    A database is like another when every table holds as many rows (on SQLite up to the same id: there a number comes
    again after a rollback), the audit chain ends with the same entry, and the time stands at the same instant or runs.
    In any other, ``make`` is really called. It leaves nothing but rows behind, and takes nothing from the test but its
    plain arguments and what the database holds.
    """
    kept: dict[object, tuple[list[Difference], Made]] = {}

    @wraps(make)
    def made(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        with transaction.atomic():
            beginning = (args, *sorted(kwargs.items()), _beginning())
            if beginning in kept:
                differences, result = kept[beginning]
                for difference in differences:
                    difference.make()
                cache.clear()  # of what was read before
                return deepcopy(result)
            before = {table: table.rows() for table in _tables()}
            result = make(*args, **kwargs)
            kept[beginning] = (_differences(before), deepcopy(result))
            return result

    return made


def _beginning() -> object:
    figures = [f"(SELECT count(*) FROM {_quoted(table.name)})" for table in _tables()]
    if connection.vendor == "sqlite":
        figures += [f"(SELECT max({_quoted(table.keys[0])}) FROM {_quoted(table.name)})" for table in _tables()]
    seal = f"(SELECT seal FROM {_quoted(AuditHead._meta.db_table)})"
    return (
        connection.vendor,
        *settings.FIELD_KEYS,
        _standing_at.get() or settings.INSAF_NOW,
        *_ask(f"SELECT {', '.join([seal, *figures])}"),
    )


def _differences(before: dict[Table, Rows]) -> list[Difference]:
    found = []
    for table, former in before.items():
        present = table.rows()
        difference = Difference(table, removed=[key for key in former if key not in present])
        for key, row in present.items():
            if key not in former:
                difference.added.append(row)
            elif row != former[key]:
                columns = zip(table.columns, row, former[key], strict=True)
                difference.changed[key] = {name: value for name, value, was in columns if value != was}
        if difference != Difference(table):
            found.append(difference)
    return found


_known_tables: dict[str, list[Table]] = {}


def _tables() -> list[Table]:
    if connection.vendor not in _known_tables:
        with connection.cursor() as cursor:
            introspection = connection.introspection
            names = introspection.django_table_names(only_existing=True, include_views=False)
            _known_tables[connection.vendor] = [
                Table(name, tuple(column.name for column in introspection.get_table_description(cursor, name)), keys)
                for name in sorted(names)
                # SQLite's index of words has no key and follows its table by triggers.
                if (keys := tuple(introspection.get_primary_key_columns(cursor, name) or ()))
            ]
    return _known_tables[connection.vendor]


def _ask(statement: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[Row] = cursor.fetchall()
    return rows


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
