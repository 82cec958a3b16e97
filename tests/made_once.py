"""What many tests begin with is made once in a run; after that its rows are put back, a statement for a table."""

# ruff: noqa: S608  the names of tables and columns are the database's own

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction

from permissions.audit.models import AuditHead
from permissions.now import _standing_at
from tests.tables import Row, Rows, Table, ask, quoted, tables

MANY = 50
"""Rows in a table by which a plan that takes it for empty costs seconds: for each of a hundred agencies it looks
through three hundred posts, and for each of these through as many holdings."""
SHARED = Path(os.environ["INSAF_MADE"]) if "INSAF_MADE" in os.environ else None
"""Where the processes of a run lay what they made, each for all (``tests/environment.py``); one alone has none."""
Asked = ParamSpec("Asked")
Made = TypeVar("Made")


@dataclass
class Difference:
    """What the making of something changed in one table."""

    table: Table
    added: list[Row] = field(default_factory=list)
    changed: dict[Row, dict[str, Any]] = field(default_factory=dict)
    removed: list[Row] = field(default_factory=list)

    def make(self) -> None:
        for key in self.removed:
            self.table.remove(key)
        for key, values in self.changed.items():
            self.table.change(key, values)
        self.table.add(self.added)


@dataclass
class Kept(Generic[Made]):
    """What was made; ``result``: pickled, so that every call gets objects of its own, quicker than by ``deepcopy``."""

    differences: list[Difference]
    result: bytes

    @classmethod
    def of(cls, differences: list[Difference], result: Made) -> Kept[Made]:
        return cls(differences, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))

    def put_back(self) -> Made:
        for difference in self.differences:
            difference.make()
        _have_them_counted(self.differences)
        cache.clear()  # of what was read before
        return self.copy()

    def copy(self) -> Made:
        result: Made = pickle.loads(self.result)  # noqa: S301  our own
        return result


def made_once(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """``make``, whose rows are kept and put back with their ids when the same is asked again in a like database, in
    this process or in another of the run.

    A database is like another when every table holds as many rows (on SQLite up to the same id: there a number comes
    again after a rollback), the audit chain ends with the same entry, the languages are the same, and the time stands
    at the same instant or runs. In any other, ``make`` is really called. It leaves nothing but rows behind, and takes
    nothing from the test but its plain arguments and what the database holds.
    """
    kept: dict[object, Kept[Made]] = {}

    @wraps(make)
    def made(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        with transaction.atomic():
            beginning = (args, *sorted(kwargs.items()), _beginning())
            if beginning in kept:
                return kept[beginning].put_back()
            with _of_the_run(f"{make.__module__}.{make.__qualname__} {beginning!r}") as lying:
                if lying is not None and lying.exists():
                    kept[beginning] = pickle.loads(lying.read_bytes())  # noqa: S301  another of our processes laid it
                    _as_if_made_here(kept[beginning].differences)
                    return kept[beginning].put_back()
                before = {table: table.rows() for table in tables()}
                result = make(*args, **kwargs)
                kept[beginning] = Kept.of(_differences(before), result)
                if lying is not None:
                    lying.write_bytes(pickle.dumps(kept[beginning], pickle.HIGHEST_PROTOCOL))
            return result

    return made


@contextmanager
def _of_the_run(name: str) -> Iterator[Path | None]:
    """The file of what has this name, there or not yet; whoever comes meanwhile waits, and finds it."""
    if SHARED is None:
        yield None
        return
    SHARED.mkdir(exist_ok=True)
    lying = SHARED / hashlib.sha256(name.encode()).hexdigest()
    with lying.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lying


def _as_if_made_here(differences: list[Difference]) -> None:
    """Ids that were given in another process are none that this one's database gives later, to which SQLite sees by
    itself; and types of content are known, as they are to whoever makes anything, or the next test asks for them."""
    ContentType.objects.get_for_models(*apps.get_models())
    if connection.vendor != "postgresql":
        return
    for difference in differences:
        table, added = difference.table, difference.added
        for key in table.keys if added else ():  # those of two columns too: Standing's
            [(sequence,)] = ask(f"SELECT pg_get_serial_sequence('{quoted(table.name)}', '{key}')")
            if sequence:
                ask(
                    f"SELECT setval('{sequence}', greatest((SELECT last_value FROM {sequence}), "
                    f"{max(row[table.columns.index(key)] for row in added)}))"
                )


def _have_them_counted(differences: list[Difference]) -> None:
    """Whoever loads much has PostgreSQL count it, or it plans as if there were none: so must whoever puts it back."""
    filled = [quoted(each.table.name) for each in differences if len(each.added) >= MANY]
    if filled and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(filled)}")


def _beginning() -> object:
    figures = [f"(SELECT count(*) FROM {quoted(table.name)})" for table in tables()]
    if connection.vendor == "sqlite":
        figures += [f"(SELECT max({quoted(table.keys[0])}) FROM {quoted(table.name)})" for table in tables()]
    seal = f"(SELECT seal FROM {quoted(AuditHead._meta.db_table)})"
    return (
        connection.vendor,
        *settings.FIELD_KEYS,
        *(code for code, _name in settings.LANGUAGES),
        _standing_at.get() or settings.INSAF_NOW,
        *ask(f"SELECT {', '.join([seal, *figures])}"),
    )


def _differences(before: dict[Table, Rows]) -> list[Difference]:
    found = []
    for table, former in before.items():
        present = table.rows()
        difference = Difference(table, removed=[key for key in former if key not in present])
        for key, row in present.items():
            if key not in former:
                difference.added.append(row)
            elif row != former[key]:
                columns = zip(table.columns, row, former[key], strict=True)
                difference.changed[key] = {name: value for name, value, was in columns if value != was}
        if difference != Difference(table):
            found.append(difference)
    return found
