"""The tests' database is migrated once for each state of the migrations, then copied: migrating costs most of a run.

The copy is kept in pytest's cache on SQLite, and as a database of its own beside the tests' on PostgreSQL.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("permissions", "workflows", "content", "site")
OURS = f"insaf_migrated_{zlib.crc32(str(ROOT).encode()):08x}_"
"""How the names of PostgreSQL's copies begin: each checkout has its own."""


@contextmanager
def migrated_once(folder: Path) -> Iterator[None]:
    """While this lasts, a test database is made from the copy; who comes first makes the copy, the others wait.

    ``folder`` keeps the locks and SQLite's copies. Django still runs ``migrate`` on each: with nothing to do it is
    quick, and its signals make rights and triggers anew.
    """
    create = BaseDatabaseCreation.create_test_db

    def create_from_copy(self: Any, *args: Any, **kwargs: Any) -> str:
        copying = {"sqlite": _on_sqlite, "postgresql": _on_postgres}[self.connection.vendor]
        with (folder / f"lock-{self.connection.vendor}").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return copying(self, folder, lambda **more: create(self, *args, **kwargs | more))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "create_test_db", create_from_copy)
        yield


def _on_sqlite(creation: Any, folder: Path, create: Any) -> str:
    copy = folder / f"{_state_of_migrations()}.sqlite3"
    name = Path(creation._get_test_db_name())
    if copy.exists():
        shutil.copy(copy, name)
        return str(create(keepdb=True))
    created = str(create())
    for former in folder.glob("*.sqlite3"):
        former.unlink()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return created


def _on_postgres(creation: Any, _folder: Path, create: Any) -> str:
    copy = copy_on_postgres()
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [OURS])
        there = [name for (name,) in cursor.fetchall()]
    if copy in there:
        creation.connection.settings_dict["TEST"]["TEMPLATE"] = copy
        return str(create())
    created = str(create())
    creation.connection.close()
    with creation._nodb_cursor() as cursor:
        for former in there:
            cursor.execute(f'DROP DATABASE "{former}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{created}"')
    return created


def copy_on_postgres() -> str:
    """The name of the database that holds the copy."""
    return OURS + _state_of_migrations()


def _state_of_migrations() -> str:
    """A digest of all that a migrated database follows from: migrations, models, triggers and the packages."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if {"migrations", "models"} & set(path.parts) or path.name in {"models.py", "triggers.py"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
