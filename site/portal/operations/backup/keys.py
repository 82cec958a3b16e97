"""The folder beside the backups, which is kept apart from them: keys of cases, 30 days of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from permissions import many_rows
from permissions.envelope import masters
from permissions.now import now
from portal.operations.backup.databases import Asked
from portal.operations.backup.signed import KEYS, NotOurs, read_signed, write_signed
from workflows.cases.models import Case, CaseKey

KEPT: Final = timedelta(days=30)
"""For how long a key that was backed up lies there: what is erased can be read again by nobody after that."""
STAMP: Final = "%Y-%m-%dT%H%M%SZ"
"""How a backup is called: the instant at which it began, in UTC."""


def folder_beside(backups: Path) -> Path:
    """Where keys lie if nothing else is said: beside the folder of the backups, never inside it."""
    return backups.with_name(f"{backups.name}-keys")


def write_keys(folder: Path, name: str, installation: str, asked: Asked) -> tuple[int, list[str]]:
    """Keep the keys of cases as they stand in the snapshot; how many, and the names of the master keys around them."""
    rows = sorted(asked.rows(CaseKey._meta.db_table, "case_id", "wrapped", "master"))
    said = {"version": 1, "backup": name, "installation": installation, "keys": [list(row) for row in rows]}
    write_signed(folder / _name_of(name), said, purpose=KEYS)
    return len(rows), sorted({row[2] for row in rows})


def newest_keys(folder: Path, installation: str) -> dict[str, Any]:
    """The newest file of keys of this installation. Raises ``NotOurs`` where there is none, or it is not ours."""
    for path in sorted(folder.glob("keys-*.json"), reverse=True):
        said = read_signed(path, purpose=KEYS)
        if path.name != _name_of(said["backup"]):
            raise NotOurs(f"{path.name} holds the keys of {said['backup']}: give it back its name, or take it away")
        if said["installation"] == installation:
            return said
    raise NotOurs(f"no keys of cases of this installation lie in {folder}: say by --keys where they are")


def _name_of(backup: str) -> str:
    return f"keys-{backup}.json"


def missing_masters(rows: Iterable[list[Any]]) -> list[str]:
    """The master keys under which keys of cases are wrapped, and which are not among ``FIELD_KEYS``."""
    return sorted({master for _case, _wrapped, master in rows} - masters().keys())


def put_back(rows: Iterable[list[Any]]) -> int:
    """Give the cases that are there their keys; how many of those that were kept found their case."""
    there = set(Case.objects.values_list("pk", flat=True))
    keys = [CaseKey(case_id=case, wrapped=wrapped, master=master) for case, wrapped, master in rows if case in there]
    for start in range(0, len(keys), 500):
        many_rows.insert(CaseKey, keys[start : start + 500])
    return len(keys)


def remove_old(folder: Path) -> list[str]:
    """Remove the files of keys that are older than ``KEPT``; their names."""
    oldest = f"keys-{(now() - KEPT).strftime(STAMP)}"
    gone = [path for path in sorted(folder.glob("keys-*.json")) if path.name < oldest]
    for path in gone:
        path.unlink()
    return [path.name for path in gone]
