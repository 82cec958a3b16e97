"""Finds in a migration what would stop a running site, or break the release that still runs beside the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.db.migrations import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    RenameField,
    RenameModel,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from permissions.migration_operations import AddIndexLive


def problems_of(migration: Migration, state: ProjectState) -> Iterator[str]:
    """Yield a sentence for each operation of a migration that is not safe. ``state``: before it; it is changed."""
    for operation in _operations(migration.operations):
        problem = _problem(operation, migration, state)
        if problem:
            yield f"{migration}: {operation.describe()}: {problem}"
        operation.state_forwards(migration.app_label, state)


def _operations(operations: Sequence[Any]) -> Iterator[Any]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _operations(operation.database_operations)
        else:
            yield operation


def _problem(operation: Operation, migration: Migration, state: ProjectState) -> str:
    match operation:
        case AddField(field=field) if not _may_be_left_out(field):
            return "give the column null=True or db_default: the former release inserts rows without it"
        case AlterField(field=field) if _is_rewritten(operation, migration, state):
            return f"the table is rewritten under a lock: add a column of {type(field).__name__} and move the values"
        case AddIndexLive() if migration.atomic:
            return "set atomic = False: PostgreSQL makes no index concurrently within a transaction"
        case AddIndex() if not isinstance(operation, AddIndexLive):
            return "use permissions.migration_operations.AddIndexLive: others write while it is made"
        case AddConstraint(constraint=models.UniqueConstraint()):
            return "writers stop while its index is made: make it concurrently first, then the constraint"
        case RenameField() | RenameModel():
            return "the former release still asks by the old name: pin db_column or db_table"
    return ""


def _may_be_left_out(field: Any) -> bool:
    return bool(field.null or field.many_to_many or field.has_db_default())


def _is_rewritten(operation: AlterField, migration: Migration, state: ProjectState) -> bool:
    former = state.models[migration.app_label, operation.model_name_lower].fields[operation.name]
    was, becomes = former.db_parameters(connection)["type"], operation.field.db_parameters(connection)["type"]
    if isinstance(former, models.CharField) and isinstance(operation.field, models.CharField | models.TextField):
        longest = getattr(operation.field, "max_length", None)
        return longest is not None and former.max_length is not None and longest < former.max_length
    return bool(was != becomes)
