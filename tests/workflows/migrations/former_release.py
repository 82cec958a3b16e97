"""A database as release ce3944a left it: 306 open cases at every step, made by its demo world and through its door.

``former_release.jsonl.xz`` holds a line for each table: the model, its fields, and of each field what the rows hold.
It was written once, at that commit, with the keys of the tests: 186 cases that nobody had decided, 95 of the last
twelve days, and 70 that were filed and then asked about, answered, referred, lifted and reopened one by one; before
the 31st of these a second version of the complaint's process was published. Files, the index of pages and their
translations are left out.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.tables import Row, Table, ask, quoted

ROWS = Path(__file__).with_name("former_release.jsonl.xz")
STANDS = datetime(2026, 11, 15, 11, tzinfo=ZoneInfo("Asia/Amman"))
"""The Sunday on which it was left."""
LEAVES = [
    ("permissions", "0010_sessions_end_with_the_account"),
    ("workflows", "0010_editions_by_definitions"),
    ("content", "0006_confidential"),
    ("portal", "0001_pulses"),
]
"""The last migrations that it had."""
_WRITTEN_AS_TEXT = (models.DateTimeField, models.DurationField, models.DecimalField, models.UUIDField)


def go_back() -> None:
    """Make the tables anew as they were then, with nothing in them. To undo the migrations of since takes far longer."""
    _drop_all()
    executor = MigrationExecutor(connection)
    executor.migrate(LEAVES + _others(executor))
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    emptying = connection.ops.sql_flush(no_style(), sorted(names), reset_sequences=False, allow_cascade=False)
    connection.ops.execute_sql_flush(emptying)


def _drop_all() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
            return
        found = ask("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view', 'table')")
        with connection.constraint_checks_disabled():
            for kind, name, _made_by in sorted(found, key=_before_what_it_stands_on):
                if not str(name).startswith("sqlite_"):
                    cursor.execute(f"DROP {kind} IF EXISTS {quoted(name)}")


def _before_what_it_stands_on(row: Row) -> tuple[bool, bool]:
    """Triggers and views before tables, and virtual tables before those in which their rows stand."""
    kind, _name, made_by = row
    return kind == "table", "VIRTUAL TABLE" not in str(made_by)


def _others(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """The leaves of what is not ours, as they are today."""
    ours = {app for app, _name in LEAVES}
    return [node for node in executor.loader.graph.leaf_nodes() if node[0] not in ours]


def load() -> None:
    """Put the rows in, past every model of today."""
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state(LEAVES + _others(executor)).apps
    filled = []
    with transaction.atomic():
        for model, table, rows in _tables(then):
            table.add(rows)
            filled.append(model)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)


def numbers_given() -> list[Row]:
    """How far PostgreSQL's sequences have come: rows that tests make once keep their ids, so no id may come again."""
    if connection.vendor != "postgresql":
        return []  # there ``made_once`` looks how far each table is
    return ask("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")


def go_on_after(given: list[Row]) -> None:
    """Let no sequence stand before where it was."""
    with connection.cursor() as cursor:
        for name, number in given:
            sequence = quoted(name)
            cursor.execute("SELECT setval(%s, GREATEST(nextval(%s), %s))", [sequence, sequence, number])


def _tables(then: Apps) -> Iterator[tuple[type[models.Model], Table, list[Row]]]:
    with lzma.open(ROWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            kept = json.loads(line)
            model = then.get_model(kept["model"])
            by_name = {field.attname: field for field in model._meta.local_concrete_fields}
            fields = [by_name[name] for name in kept["fields"]]
            columns = [[_stored(field, value) for value in values] for field, values in zip(fields, kept["columns"], strict=True)]
            table = Table(model._meta.db_table, tuple(field.column for field in fields), ())
            yield model, table, list(zip(*columns, strict=True))


def _stored(field: Any, value: Any) -> Any:
    """As the database takes it. Of other types JSON has the very value."""
    if isinstance(field, _WRITTEN_AS_TEXT):
        return field.get_db_prep_save(field.to_python(value), connection)
    return field.get_db_prep_save(value, connection) if isinstance(field, models.JSONField) else value
