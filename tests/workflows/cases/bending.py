"""Bends rows of cases as somebody would who may write any row of the database, knows the code, and has no key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from django.db import IntegrityError, connection, models, transaction

from permissions.audit import triggers
from workflows.cases.models import Case
from workflows.cases.proving import services as proving
from workflows.cases.proving.parts import PARTS, Part

EARLIER, LATER = (datetime(year, 5, 6, 7, 8, 9, tzinfo=UTC) for year in (2021, 2031))


@contextmanager
def without_triggers() -> Iterator[None]:
    """Whoever owns the database drops them, and puts them back afterwards."""
    triggers.drop(connection)
    try:
        yield
    finally:
        triggers.create(connection)


def taken_as_said(*cases: Case) -> None:
    """The trail says of these cases how they stand now: for what a test writes past the door and means as an act."""
    with patch.object(proving, "_in_already", return_value=set()):
        proving.take_in([case.pk for case in cases])


@dataclass(frozen=True)
class Column:
    """A column that is proved."""

    part: Part
    field: models.Field[Any, Any]

    @property
    def name(self) -> str:
        return f"{self.part.model._meta.db_table}.{self.field.column}"

    @property
    def table(self) -> str:
        return connection.ops.quote_name(self.part.model._meta.db_table)

    @property
    def quoted(self) -> str:
        return connection.ops.quote_name(str(self.field.column))


def columns() -> list[Column]:
    """All that stand under a digest, but for the keys of rows, which other rows name."""
    found = []
    for part in PARTS:
        by_name = {field.attname: field for field in part.model._meta.concrete_fields}
        found += [Column(part, by_name[name]) for name in part.columns if name != "id"]
    return found


def read(column: Column, row: int) -> Any:
    """What stands in the column, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column.quoted} FROM {column.table} WHERE id = %s", [row])  # noqa: S608  names of ours
        return cursor.fetchone()[0]


def write(column: Column, row: int, value: Any) -> None:
    """Put a value there as the database would have it."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {column.table} SET {column.quoted} = %s WHERE id = %s", [value, row])  # noqa: S608  names of ours


def delete(part: Part, row: int) -> None:
    """Delete a row and nothing else."""
    table = connection.ops.quote_name(part.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row])  # noqa: S608  names of ours


def copy(part: Part, row: int, case_id: int) -> None:
    """The same row once more, of another case."""
    quote, meta = connection.ops.quote_name, part.model._meta
    names = [str(field.column) for field in meta.concrete_fields if not field.primary_key]
    values = ", ".join("%s" if name == "case_id" else quote(name) for name in names)
    into = f"INSERT INTO {quote(meta.db_table)} ({', '.join(map(quote, names))})"
    with connection.cursor() as cursor:
        cursor.execute(f"{into} SELECT {values} FROM {quote(meta.db_table)} WHERE id = %s", [case_id, row])  # noqa: S608  names of ours


def another(column: Column, stands: Any, random: Random) -> Any:
    """A value that might stand in the column, and does not."""
    field = column.field
    if isinstance(field, models.ForeignKey):
        others = field.related_model._default_manager.exclude(pk=stands).values_list("pk", flat=True)
        known = list(others.order_by("pk")[:20])
        return random.choice(known) if known else (None if field.null and stands is not None else stands)
    return field.get_db_prep_save(_another(field, stands, random), connection)


def _another(field: models.Field[Any, Any], stands: Any, random: Random) -> Any:
    match field:
        case models.BooleanField():
            return not stands
        case models.IntegerField():
            return (stands or 0) % 4 + 1
        case models.DateTimeField():
            return random.choice((EARLIER, LATER)) + timedelta(minutes=random.randrange(100_000))
        case models.DurationField():
            return timedelta(minutes=random.randrange(1, 100_000))
        case models.JSONField():
            return {"bent": random.randrange(1_000_000)}
        case _:
            choices = [value for value, _label in field.flatchoices if value != stands]
            if choices:
                return random.choice(choices)
            length = field.max_length or 60
            return f"{random.randrange(1_000_000)}{stands or ''}"[:length]


def is_taken(column: Column, row: int, value: Any) -> bool:
    """Write it; whether the database took it. Its constraints refuse some."""
    try:
        with transaction.atomic():
            write(column, row, value)
    except IntegrityError:
        return False
    return True
