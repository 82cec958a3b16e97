"""Writes many rows of a table in one statement; on PostgreSQL they go as one JSON text, which costs least."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection
from django.db.models import Field, ForeignKey, Model

if TYPE_CHECKING:
    Fields = tuple[Field[Any, Any], ...]

# Values go as they are in memory, without the conversions that Django does for each: of a thousand cases these were
# half of the work. Types are texts, whole numbers, yes and no, dates, moments, timedeltas and JSON.


def insert(model: type[Model], rows: Sequence[Model]) -> None:
    """New rows. Those without a primary key have one afterwards. (SQLite needs more statements for very many.)

    Raises ``IntegrityError`` where one is there already. PostgreSQL is asked to pass such a row over, and we refuse: a
    refusal of its own writes the row's key, and what people wrote, into its log.
    """
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(rows)
        return
    if not rows:
        return
    fields, statement = _insertion(model, with_keys=rows[0].pk is not None)
    _name_others(fields, rows)
    values = _values(fields)
    with connection.cursor() as cursor:
        cursor.execute(statement, [_as_json(fields, map(values, rows))])
        keys = cursor.fetchall()
        if len(keys) < len(rows):
            raise IntegrityError(f"{model._meta.db_table}: a row with the same unique values is there already")
        for row, (made,) in zip(rows, keys, strict=True):
            row.pk = made
            row._state.adding, row._state.db = False, cursor.db.alias


def insert_values(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """New rows by the values of these columns, for whoever needs neither objects nor keys: half the work of ``insert``.

    Columns that are not named have no value.
    """
    fields, into = _insertion_of(model, tuple(names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = ", ".join(_names(fields))
            cursor.execute(f"{into} SELECT {columns} FROM {_given(fields)}", [_as_json(fields, rows)])  # noqa: S608  names of ours
            return
        for places, values in _in_parts(fields, rows):
            cursor.execute(f"{into} VALUES {places}", values)


def update(model: type[Model], names: Iterable[str], rows: Sequence[Model]) -> None:
    """Known rows get the values of these fields, at least one, that they have in memory."""
    fields, change = _change(model, tuple(names))
    values = _values(fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(change.format(_given(fields)), [_as_json(fields, map(values, rows))])
            return
        change = f"WITH given ({', '.join(_names(fields))}) AS (VALUES {{}}) {change.format('given')}"
        for places, given in _in_parts(fields, list(map(values, rows))):
            cursor.execute(change.format(places), given)


@cache
def _insertion(model: type[Model], *, with_keys: bool) -> tuple[Fields, str]:
    """The columns of new rows, and the statement by which they go, on PostgreSQL."""
    key = model._meta.pk
    fields = tuple(field for field in model._meta.concrete_fields if field is not key or with_keys)
    names = ", ".join(_names(fields))
    # Names of a model, quoted; the values come beside it.
    into = f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) SELECT {names} FROM {_given(fields)}"  # noqa: S608  names of ours
    return fields, f"{into} ON CONFLICT DO NOTHING RETURNING {_quoted(str(key.column))}"


@cache
def _change(model: type[Model], names: Sequence[str]) -> tuple[Fields, str]:
    """The columns of a change, the key first, and the statement by which they go, but for where the values are."""
    known = {field.name: field for field in model._meta.concrete_fields}
    fields = (model._meta.pk, *(known[name] for name in names))
    table, key = _quoted(model._meta.db_table), _quoted(str(fields[0].column))
    sets = ", ".join(f"{name} = given.{name}" for name in _names(fields[1:]))
    # Names of a model, quoted; the values come beside it.
    return fields, f"UPDATE {table} SET {sets} FROM {{}} WHERE {table}.{key} = given.{key}"  # noqa: S608  names of ours


@cache
def _insertion_of(model: type[Model], names: Sequence[str]) -> tuple[Fields, str]:
    """These columns, and the beginning of the statement by which rows of them go."""
    known = {field.attname: field for field in model._meta.concrete_fields}
    fields = tuple(known[name] for name in names)
    return fields, f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(_names(fields))})"


def _in_parts(fields: Fields, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """As many rows as a statement of SQLite takes: their places, and what stands there."""
    at_once = (connection.features.max_query_params or 999) // len(fields)
    for first in range(0, len(rows), at_once):
        some = rows[first : first + at_once]
        places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(some))
        yield places, [each for row in some for each in _adapted(fields, row)]


@cache
def _values(fields: Fields) -> Callable[[Model], Sequence[Any]]:
    """What goes into these columns. A field that is ``kept_otherwise`` than its attribute says is asked itself."""
    if not any(getattr(field, "kept_otherwise", False) for field in fields):
        return attrgetter(*(field.attname for field in fields))
    ways = [
        partial(field.pre_save, add=True) if getattr(field, "kept_otherwise", False) else attrgetter(field.attname)
        for field in fields
    ]
    return lambda row: [way(row) for way in ways]


def _name_others(fields: Fields, rows: Iterable[Model]) -> None:
    """A row that was made before the one it belongs to had a key gets that key."""
    relations = [field for field in fields if isinstance(field, ForeignKey)]
    for row in rows:
        for field in relations:
            if getattr(row, field.attname) is None and field.is_cached(row):
                setattr(row, field.attname, getattr(field.get_cached_value(row), "pk", None))


@cache
def _given(fields: Fields) -> str:
    """The rows of a JSON text as a table, on PostgreSQL."""
    columns = (f"{_quoted(str(field.column))} {field.rel_db_type(connection)}" for field in fields)
    return f"json_to_recordset(%s::json) AS given ({', '.join(columns)})"


def _as_json(fields: Fields, rows: Iterable[Sequence[Any]]) -> str:
    names = [str(field.column) for field in fields]
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=_written)


def _written(value: Any) -> str:
    match value:
        case date():  # and moments, which are dates too
            return value.isoformat()
        case timedelta():
            return f"{value.days} days {value.seconds} seconds {value.microseconds} microseconds"
    raise TypeError(f"no value of a column: {value!r}")


def _adapted(fields: Fields, row: Sequence[Any]) -> Iterable[Any]:
    return (field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True))


def _names(fields: Fields) -> list[str]:
    return [_quoted(str(field.column)) for field in fields]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
