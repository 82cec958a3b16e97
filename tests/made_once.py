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
from tests.tables import Row, Rows, Table, ask, quoted, tables

MANY = 50
"""Rows in a table by which a plan that takes it for empty costs seconds: for each of a hundred agencies it looks
through three hundred posts, and for each of these through as many holdings."""
Asked = ParamSpec("Asked")
Made = TypeVar("Made")


@dataclass
class Difference:
    """What the making of something changed in one table."""

    table: Table
    added: list[Row] = field(default_factory=list)
    changed: dict[Row, dict[str, Any]] = field(default_factory=dict)
    removed: list[Row] = field(default_factory=list)

    def make(self) -> None:
        for key in self.removed:
            self.table.remove(key)
        for key, values in self.changed.items():
            self.table.change(key, values)
        self.table.add(self.added)


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
                _have_them_counted(differences)
                cache.clear()  # of what was read before
                return deepcopy(result)
            before = {table: table.rows() for table in tables()}
            result = make(*args, **kwargs)
            kept[beginning] = (_differences(before), deepcopy(result))
            return result

    return made


def _have_them_counted(differences: list[Difference]) -> None:
    """Whoever loads much has PostgreSQL count it, or it plans as if there were none: so must whoever puts it back."""
    filled = [quoted(each.table.name) for each in differences if len(each.added) >= MANY]
    if filled and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(filled)}")


def _beginning() -> object:
    figures = [f"(SELECT count(*) FROM {quoted(table.name)})" for table in tables()]
    if connection.vendor == "sqlite":
        figures += [f"(SELECT max({quoted(table.keys[0])}) FROM {quoted(table.name)})" for table in tables()]
    seal = f"(SELECT seal FROM {quoted(AuditHead._meta.db_table)})"
    return (
        connection.vendor,
        *settings.FIELD_KEYS,
        _standing_at.get() or settings.INSAF_NOW,
        *ask(f"SELECT {', '.join([seal, *figures])}"),
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
