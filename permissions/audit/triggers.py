"""Database triggers that refuse to change or delete what is append-only, on SQLite and on PostgreSQL.

SQLite drops a table's triggers without a word when a later migration remakes the table: so they are made by a
migration and again after every ``migrate``, and ``verify`` asks what is ``missing()``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

_protected: dict[str, Mapping[str, Mapping[str, str]]] = {}

_FUNCTION = "insaf_refuse_change"
_REFUSAL = "append-only: a row of this table is never changed or deleted"


def protect(table: str, *, unless: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Name a table (as the database calls it) whose rows may only ever be added; called while the app starts.

    ``unless``: by the database's vendor, then by ``UPDATE`` or ``DELETE``, the condition in SQL over ``OLD`` and
    ``NEW`` under which that may be done to a row all the same. It is ours, never made of what was sent; and it names no
    other table, or SQLite could not remake that one.
    """
    _protected[table] = unless or {}


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers of every protected table that exists; those that stand already are left as they are.

    A refused statement raises ``django.db.IntegrityError`` on either database.
    """
    tables = _existing(connection)
    if not tables:
        return
    with connection.cursor() as cursor:
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
        return sorted(_protected.keys() & set(connection.introspection.table_names(cursor)))


def _operations(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if connection.vendor == "postgresql" else ("UPDATE", "DELETE")


def _names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [f"{table}_no_{operation.lower()}" for operation in _operations(connection)]


def _statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    make = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    pairs = zip(_operations(connection), _names(connection, table), strict=True)
    quote, unless = connection.ops.quote_name, _protected[table].get(connection.vendor, {})
    return [
        statement
        for operation, name in pairs
        for statement in make(operation, quote(name), quote(table), unless.get(operation, ""))
    ]


def _on_sqlite(operation: str, name: str, table: str, unless: str) -> list[str]:
    when = f"WHEN NOT ({unless}) " if unless else ""
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    return [f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {operation} ON {table} {when}{refusal}"]


def _on_postgresql(operation: str, name: str, table: str, unless: str) -> list[str]:
    function = f"{_FUNCTION}_{name.strip(chr(34))}" if unless else _FUNCTION
    kept = "OLD" if operation == "DELETE" else "NEW"
    let_through = f"IF {unless} THEN RETURN {kept}; END IF; " if unless else ""
    refusal = f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'"
    body = f"RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {let_through}{refusal}; END $$"
    each = f"FOR EACH {'STATEMENT' if operation == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION {function}()"
    return [
        f"CREATE OR REPLACE FUNCTION {function}() {body}",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {operation} ON {table} {each}",
    ]


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
