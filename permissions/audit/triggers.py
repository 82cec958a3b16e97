"""Database triggers that refuse to change or delete what is append-only, on SQLite and on PostgreSQL.

SQLite drops a table's triggers without a word when a later migration remakes the table: so they are made by a
migration and again after every ``migrate``, and ``verify`` asks what is ``missing()``.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_protected: set[str] = set()

_FUNCTION = "insaf_refuse_change"
_REFUSAL = "append-only: a row of this table is never changed or deleted"


def protect(table: str) -> None:
    """Name a table (as the database calls it) whose rows may only ever be added; called while the app starts."""
    _protected.add(table)


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers of every protected table that exists; those that stand already are left as they are.

    A refused statement raises ``django.db.IntegrityError`` on either database.
    """
    tables = _existing(connection)
    if not tables:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_postgresql_function())
        for table in tables:
            for statement in _statements(connection, table):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away; for a test's flush and for undoing the migration, for nothing else."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in _existing(connection):
            for name in _names(connection, table):
                suffix = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {quote(name)}{suffix}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should stand and do not, in alphabetical order."""
    wanted = {name for table in _protected for name in _names(connection, table)}
    return sorted(wanted - _standing(connection))


def _existing(connection: BaseDatabaseWrapper) -> list[str]:
    """Protected tables that are there: before a floor's first migration some are not."""
    with connection.cursor() as cursor:
        return sorted(_protected.intersection(connection.introspection.table_names(cursor)))


def _operations(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if connection.vendor == "postgresql" else ("UPDATE", "DELETE")


def _names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [f"{table}_no_{operation.lower()}" for operation in _operations(connection)]


def _statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    quote = connection.ops.quote_name
    pairs = zip(_operations(connection), _names(connection, table), strict=True)
    if connection.vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER {quote(name)} BEFORE {operation} ON {quote(table)} "
            f"FOR EACH {'STATEMENT' if operation == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION {_FUNCTION}()"
            for operation, name in pairs
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {quote(name)} BEFORE {operation} ON {quote(table)} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for operation, name in pairs
    ]


def _postgresql_function() -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )


def _standing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers in force; a disabled one on PostgreSQL counts as gone."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND pg_table_is_visible(c.oid)"
        )
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}
