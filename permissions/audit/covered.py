"""How it is said of each column of the database whether it is proved, and by what; or why it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db import connection
from django.db.models import Model

ALL: Final = ("*",)
"""Every column of a table."""
ON_SQLITE_ALONE: Final = {"wagtailsearch.SQLiteFTSIndexEntry"}
"""Models that Wagtail makes for one kind of database."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Columns of which ``verify`` finds a change. ``model``: its label (``workflows.Version``); ``columns``: as the
    database calls them, or ``ALL``; ``by``: what finds it, in a few English words for readers of SECURITY.md."""

    model: str
    columns: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class NotCovered:
    """Columns of which it finds none, and why that is so, in a few English words."""

    model: str
    columns: tuple[str, ...]
    reason: str


Said = Covered | NotCovered


def columns_of(said: Said) -> Iterator[tuple[str, str]]:
    """Table and column of all that is meant. Raises ``LookupError`` for a model that there is not."""
    if said.model in ON_SQLITE_ALONE and connection.vendor != "sqlite":
        return
    model = apps.get_model(said.model)
    for column in _columns(model) if said.columns == ALL else said.columns:
        yield model._meta.db_table, column


def in_neither(listed: Iterable[Said]) -> list[str]:
    """Columns of the database of which nothing is said, as ``table.column``."""
    said = {pair for each in listed for pair in columns_of(each)}
    return sorted(f"{table}.{column}" for table, column in _all_columns() - said)


def said_wrongly(listed: Iterable[Said]) -> list[str]:
    """What is said of a column twice, or of one that there is not, as ``table.column``."""
    counted = Counter(pair for each in listed for pair in columns_of(each))
    there = _all_columns()
    return sorted(
        f"{table}.{column}" for (table, column), times in counted.items() if times > 1 or (table, column) not in there
    )


def _all_columns() -> set[tuple[str, str]]:
    models = apps.get_models(include_auto_created=True)
    return {(model._meta.db_table, column) for model in models if not model._meta.proxy for column in _columns(model)}


def _columns(model: type[Model]) -> list[str]:
    """Of a child of another model those of its own table."""
    return [str(field.column) for field in model._meta.local_concrete_fields]
