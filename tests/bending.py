"""What somebody does who may write any row of the database, knows the code, and has no key: rows are bent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from permissions.audit import triggers
from permissions.proving.declared import declared

A_YEAR_AGO = datetime(2025, 11, 1, 9, tzinfo=UTC)
NOBODY = 999_999
"""A number that no row has."""


def bendable() -> list[tuple[str, str]]:
    """Each column (table and name) of rows of the house that has a digest."""
    return [(each.table, column) for each in declared() for column in each.columns]


def bent(field: models.Field[Any, Any], value: Any) -> Any:
    """Another value that the column takes."""
    match value:
        case bool():
            return not value
        case datetime():
            return value + timedelta(seconds=1)
        case date():
            return value + timedelta(days=1)
        case int():
            return NOBODY if field.is_relation or field.primary_key else value + 1
        case str():
            return ("x" if not value.startswith("x") else "y") + value[1:]
        case _:
            return _other(field, value)


def _other(field: models.Field[Any, Any], value: Any) -> Any:
    """Instead of nothing, or of JSON."""
    match field.get_internal_type():
        case "JSONField" | "TranslatedTextField":
            return {"bent": 1} if value != {"bent": 1} else {"bent": 2}
        case "DateTimeField":
            return A_YEAR_AGO
        case "DateField":
            return A_YEAR_AGO.date()
        case _:
            return {"bent": 1} if isinstance(value, dict | list) else NOBODY


def write(model: type[models.Model], pk: int, column: str, value: Any) -> None:
    """Straight into the table, past all that listens."""
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    models.QuerySet(model).filter(pk=pk).update(**{field.attname: value})


@contextmanager
def by_force() -> Iterator[None]:
    """Triggers and checks of the database step aside; all is as it was afterwards."""
    with undone():
        if connection.vendor == "postgresql":
            _settle()
        triggers.drop(connection)
        with _no_checks():
            yield


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is rolled back; nothing is where the database itself refuses it."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _settle() -> None:
    """What a transaction has put off until its commit is done now: before that PostgreSQL alters no table."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def _no_checks() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _drop_checks(cursor)
            yield
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def _drop_checks(cursor: Any) -> None:
    """Of all tables in one statement for each: they come back with the rollback."""
    cursor.execute(
        "SELECT conrelid::regclass::text, string_agg(format('DROP CONSTRAINT %I', conname), ', ') FROM pg_constraint "
        "WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid <> 0 AND coninhcount = 0 "
        "GROUP BY conrelid"
    )
    for table, dropped in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} {dropped}")
