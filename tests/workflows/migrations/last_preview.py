"""A database as the last preview left it: 15 open requests among 158, made by its demo world and through its lifecycle.

``last_preview.jsonl.xz`` holds a line with the names of its migrations, then one for each table: the model, its fields,
and of each field what the rows hold. It was written once, by the release tagged ``preview-last``, with the keys of the
tests. Files, revisions of pages, the index of pages and their translations are left out.
"""

from __future__ import annotations

import base64
import json
import lzma
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from portal.operations.preview import APPS
from tests.tables import Row, Table, ask, quoted

ROWS = Path(__file__).with_name("last_preview.jsonl.xz")
STANDS = datetime(2026, 11, 29, 11, tzinfo=ZoneInfo("Asia/Amman"))
"""The Sunday on which it was left."""
LEAVES = [(app, "0001_initial") for app in APPS]
"""The migrations of today that make the tables of then."""


def go_back() -> None:
    """Make the tables anew as they were then, with nothing in them."""
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
    return [node for node in executor.loader.graph.leaf_nodes() if node[0] not in APPS]


def load() -> None:
    """Put the rows in, past every model of today, and the migrations that the preview had applied."""
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
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=APPS).delete()
    for name in migrations():
        recorder.record_applied(*name.split("."))


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


def migrations() -> list[str]:
    """The preview's migrations of our apps, as ``app.name``."""
    with lzma.open(ROWS, "rt", encoding="utf-8") as lines:
        names: list[str] = json.loads(lines.readline())["migrations"]
    return names


def _tables(then: Apps) -> Iterator[tuple[type[models.Model], Table, list[Row]]]:
    with lzma.open(ROWS, "rt", encoding="utf-8") as lines:
        lines.readline()  # the migrations
        for line in lines:
            kept = json.loads(line)
            model = then.get_model(kept["model"])
            by_name = {field.attname: field for field in model._meta.local_concrete_fields}
            fields = [by_name[name] for name in kept["fields"]]
            columns = [
                [_stored(field, value) for value in values]
                for field, values in zip(fields, kept["columns"], strict=True)
            ]
            table = Table(model._meta.db_table, tuple(field.column for field in fields), ())
            yield model, table, list(zip(*columns, strict=True))


def _stored(field: Any, value: Any) -> Any:
    """As the database takes it: the file has what SQLite holds. Of other types PostgreSQL reads the same text."""
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if connection.vendor == "sqlite" or value is None:
        return value
    if isinstance(field, models.BooleanField):
        return bool(value)
    return timedelta(microseconds=value) if isinstance(field, models.DurationField) else value
