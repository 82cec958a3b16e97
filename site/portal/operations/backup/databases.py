"""A database into a file as it stands at one instant, while everything runs, and out of it: SQLite and PostgreSQL.

What may not lie in a backup is left out of it: the keys of cases, which are kept apart, and sessions, by whose keys a
thief of the backup could go on in them.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar, Final

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from workflows.cases.models import CaseKey

LEFT_OUT: Final = (CaseKey._meta.db_table, Session._meta.db_table)
NAMES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_BESIDE: Final = ("-wal", "-shm", "-journal")
_OPTIONS: Final = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}

Rows = list[tuple[Any, ...]]


class Asked:
    """Answers what stands in a table as things stood at the instant of a backup; ``now`` as they stand."""

    now: ClassVar[Asked]

    def __init__(self, run: Callable[[str], Rows]) -> None:
        self._run = run

    def rows(self, table: str, *columns: str) -> Rows:
        """Columns of all rows."""
        return self._run(f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)}")  # noqa: S608  our own names

    def count(self, table: str) -> int:
        """How many rows there are."""
        return int(self._run(f"SELECT COUNT(*) FROM {quoted(table)}")[0][0])  # noqa: S608  our own names


def _run_now(question: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


Asked.now = Asked(_run_now)


class ToolFailed(RuntimeError):
    """A tool of the database is missing, too old, or did not do what it was to do; its text says it."""


@contextmanager
def dumped(folder: Path) -> Iterator[Asked]:
    """Writes the database into ``folder``; inside, questions are answered as it stands there, keys of cases too."""
    take = _dumped_sqlite if connection.vendor == "sqlite" else _dumped_postgresql
    with take(folder / NAMES[connection.vendor]) as asked:
        yield asked


def load(file: Path) -> None:
    """Put the database of a backup in the place of whatever is there."""
    if connection.vendor == "sqlite":
        _load_sqlite(file)
    else:
        _load_postgresql(file)


def tools() -> str:
    """By what the database is written: the version of SQLite, or of ``pg_dump``, no older than the server."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    said = _run("pg_dump", "--version").strip()
    found = re.search(r"(\d+)(?:\.\d+)*", said)
    connection.ensure_connection()
    server = int(connection.pg_version) // 10_000  # type: ignore[attr-defined]  # PostgreSQL's own
    if found is None or int(found[1]) < server:
        raise ToolFailed(f"{said} cannot read a server of version {server}: install its client tools.")
    return said


def quoted(table: str) -> str:
    """A table's name as SQL writes it."""
    return connection.ops.quote_name(table)


@contextmanager
def _dumped_sqlite(file: Path) -> Iterator[Asked]:
    with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        yield Asked(lambda question: copy.execute(question).fetchall())
        for table in LEFT_OUT:
            copy.execute(f"DELETE FROM {quoted(table)}")  # noqa: S608  our own names
        copy.commit()
        copy.execute("VACUUM")  # or what was left out would still lie in its free pages


@contextmanager
def _dumped_postgresql(file: Path) -> Iterator[Asked]:
    tools()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        left_out = [f"--exclude-table-data={quoted(table)}" for table in LEFT_OUT]
        _run("pg_dump", "-Fc", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", *left_out, f"--file={file}")
        yield Asked(_run_now)


def _load_sqlite(file: Path) -> None:
    there = _sqlite_file()
    connection.close()
    for ending in _BESIDE:
        there.with_name(f"{there.name}{ending}").unlink(missing_ok=True)
    there.parent.mkdir(parents=True, exist_ok=True)
    beside = there.with_name(f"{there.name}.new")
    shutil.copyfile(file, beside)
    beside.replace(there)


def _load_postgresql(file: Path) -> None:
    tools()
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    name = connection.settings_dict["NAME"]
    connection.close()
    _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "-j", "2", f"--dbname={name}", str(file))


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _run(tool: str, *arguments: str) -> str:
    """Call a client tool of PostgreSQL for our database; its password is in no argument, which others could list."""
    path = shutil.which(tool)
    if path is None:
        raise ToolFailed(f"{tool} is not there: install the client tools of PostgreSQL.")
    entry = connection.settings_dict
    said = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(entry[ours]) for name, ours in said.items() if entry.get(ours)}
    given |= {name: str(entry["OPTIONS"][ours]) for ours, name in _OPTIONS.items() if ours in entry["OPTIONS"]}
    # The tool is found on the path of whoever runs the command, and its arguments are ours.
    done = subprocess.run([path, *arguments], env=os.environ | given, capture_output=True, text=True, check=False)  # noqa: S603  see above
    if done.returncode:
        raise ToolFailed(f"{tool}: {done.stderr.strip()[-800:]}")
    return done.stdout
