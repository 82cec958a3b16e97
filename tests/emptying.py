"""A test that commits ends by emptying the tables, and what migrations made is put back before the next of its kind.

Django truncates a hundred tables, which takes PostgreSQL longer than most tests do, and reads its own rows back from
JSON, one by one, through their models.
"""

# ruff: noqa: S608  the names of tables are the database's own

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.operations import DatabaseOperations

from permissions.audit import triggers
from tests.tables import Rows, Table, ask, quoted, tables

_from_migrations: dict[Table, Rows] = {}


@contextmanager
def quick_emptying() -> Iterator[None]:
    """While this lasts, only tables that hold something are emptied, and rows come back a table at a time.

    The triggers that refuse to change the diary step aside meanwhile.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "serialize_db_to_string", _keep)
        patch.setattr(BaseDatabaseCreation, "deserialize_db_from_string", _put_back)
        patch.setattr(DatabaseOperations, "sql_flush", _deletions)
        flush = BaseDatabaseOperations.execute_sql_flush

        def flush_without_triggers(self: BaseDatabaseOperations, sql_list: list[str]) -> Any:
            triggers.drop(self.connection)
            try:
                return flush(self, sql_list)
            finally:
                triggers.create(self.connection)

        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield


def _keep(_self: BaseDatabaseCreation) -> str:
    _from_migrations.update({table: rows for table in tables() if (rows := table.rows())})
    return "kept"


def _put_back(_self: BaseDatabaseCreation, _data: str) -> None:
    with transaction.atomic():
        for table, rows in _from_migrations.items():
            there = table.rows()  # all of them, before the first test that empties
            table.add([row for key, row in rows.items() if key not in there])


def _deletions(
    _self: DatabaseOperations, _style: object, names: list[str], *, reset_sequences: bool = False, **_asked: object
) -> list[str]:
    assert not reset_sequences
    [filled] = ask(f"SELECT {', '.join(f'EXISTS (SELECT 1 FROM {quoted(name)})' for name in names)}")
    return [f"DELETE FROM {quoted(name)}" for name, holds in zip(names, filled, strict=True) if holds]
