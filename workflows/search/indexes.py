"""The index over the rows: GIN on PostgreSQL; on SQLite a table of FTS5, kept by triggers on the rows.

A later migration that remakes the rows' table on SQLite takes the triggers with it: they are made again after each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE: Final = "workflows_casewords"
FTS: Final = "workflows_casewords_found"
_INDEX: Final = "casewords_found"


def make(connection: BaseDatabaseWrapper) -> None:
    """What is not there yet. Nothing before the rows have a table."""
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        if connection.vendor == "postgresql":
            # What a filing adds goes to a list first; the next vacuum sorts it in.
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {_INDEX} ON {TABLE} USING gin (words, at)")
            return
        for statement in _on_sqlite():
            cursor.execute(statement)


def forget_deleted(connection: BaseDatabaseWrapper) -> None:
    """On SQLite: words of rows that were deleted leave the index, where they lie until its parts are merged. On
    PostgreSQL the next vacuum does it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS} ({FTS}) VALUES ('optimize')")  # noqa: S608  names of ours


def drop(connection: BaseDatabaseWrapper) -> None:
    """For undoing the migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {_INDEX}")
            return
        for act in ("insert", "delete", "update"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {FTS}_{act}")
        cursor.execute(f"DROP TABLE IF EXISTS {FTS}")


def _on_sqlite() -> Iterator[str]:
    # Positions are kept of nothing: no phrase is looked for.
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5(words, at, content='{TABLE}', content_rowid='case_id', "
        "detail='column', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    add = f"INSERT INTO {FTS} (rowid, words, at) VALUES (new.case_id, new.words, new.at)"  # noqa: S608  names of ours
    remove = f"INSERT INTO {FTS} ({FTS}, rowid, words, at) VALUES ('delete', old.case_id, old.words, old.at)"  # noqa: S608  names of ours
    for act, done in (("insert", add), ("delete", remove), ("update", f"{remove}; {add}")):
        yield f"CREATE TRIGGER IF NOT EXISTS {FTS}_{act} AFTER {act.upper()} ON {TABLE} BEGIN {done}; END"
