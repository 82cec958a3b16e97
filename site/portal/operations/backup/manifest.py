"""What a backup says of itself, and whether what lies there is what it says."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from django.db.migrations.loader import MigrationLoader

from permissions.audit.models import AuditHead
from portal.operations.backup.databases import Asked
from portal.operations.backup.files import Kept, digest_of, walk
from portal.operations.backup.signed import MANIFEST, NotOurs, read_signed, write_signed

NAME: Final = "manifest.json"
VERSION: Final = 1


@dataclass(slots=True)
class Manifest:
    """``at``: an ISO time. ``engine``: the database's vendor; ``tool``: by what it was written. ``migrations``: as
    ``app.name``. ``head``: count and seal of the audit trail. ``rows``: how many by table. ``masters``: names of the
    master keys without which it cannot be read. ``keys``: how many keys of cases were kept apart from it. ``vanished``:
    files that the database names and that went while the backup was taken; ``missing``: those that were not there."""

    name: str
    installation: str
    at: str
    engine: str
    tool: str
    migrations: list[str]
    head: list[Any]
    rows: dict[str, int]
    masters: list[str]
    keys: int
    files: dict[str, Kept]
    keys_apart: bool = True
    vanished: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    version: int = VERSION


def write(folder: Path, manifest: Manifest) -> None:
    """Sign the manifest into the folder of its backup."""
    write_signed(folder / NAME, asdict(manifest), purpose=MANIFEST)


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises ``NotOurs``."""
    try:
        said = read_signed(folder / NAME, purpose=MANIFEST)
    except FileNotFoundError:
        raise NotOurs(f"{folder} is no backup: it has no {NAME}") from None
    if said.get("version") != VERSION:
        raise NotOurs(f"{NAME} is of another release: version {said.get('version')}, not {VERSION}")
    said["files"] = {name: Kept(**each) for name, each in said["files"].items()}
    return Manifest(**said)


def differences(folder: Path, manifest: Manifest) -> Iterator[str]:
    """A sentence for each file that is missing, cut off, changed, or not of this backup."""
    there = {name: said for name, said in walk(folder, links_to_folders=True) if name != NAME}
    for name, kept in sorted(manifest.files.items()):
        if name not in there:
            yield f"{name} is missing"
        elif not stat.S_ISREG(there[name].st_mode):
            yield f"{name} is a link or no file at all: what it leads to could be another when it is put back"
        elif (size := there[name].st_size) < kept.size:
            yield f"{name} was cut off: {size} of {kept.size} bytes are there"
        elif size != kept.size or digest_of(folder / name) != kept.sha256:
            yield f"{name} was changed"
    for name in sorted(there.keys() - manifest.files.keys()):
        yield f"{name} is no part of this backup"


def problems(folder: Path) -> Iterator[str]:
    """A sentence for each thing that is wrong with a backup, or with the newest of a folder of them."""
    try:
        found = one_of(folder)
        manifest = read(found)
    except NotOurs as refusal:
        yield f"The backup {folder}: {refusal}."
        return
    for sentence in differences(found, manifest):
        yield f"The backup {manifest.name}: {sentence}."


def finished(folder: Path) -> list[Path]:
    """The backups of a folder, the oldest first; one that was broken off is none."""
    return sorted(path.parent for path in folder.glob(f"*/{NAME}") if not path.parent.name.endswith(UNFINISHED))


UNFINISHED: Final = ".unfinished"
"""What the folder of a backup that is being taken ends with."""


def one_of(folder: Path) -> Path:
    """The backup itself, or the newest of a folder of them. Raises ``NotOurs``."""
    if not folder.is_dir():
        raise NotOurs(f"{folder} is no folder: a backup is one, as it was taken, and nothing is unpacked here")
    if (folder / NAME).exists():
        return folder
    found = finished(folder)
    if not found:
        raise NotOurs("there is no backup in it")
    return found[-1]


def migrations_here() -> list[str]:
    """The migrations of this release, as ``app.name``."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted(f"{app}.{name}" for app, name in loader.disk_migrations)


def read_from(
    asked: Asked, tables: list[str], left_out: tuple[str, ...]
) -> tuple[list[str], list[Any], dict[str, int]]:
    """What the snapshot says: its migrations, the head of its trail, and how many rows its tables have."""
    applied = sorted(f"{app}.{name}" for app, name in asked.rows("django_migrations", "app", "name"))
    heads = asked.rows(AuditHead._meta.db_table, "count", "seal")
    rows = {table: 0 if table in left_out else asked.count(table) for table in sorted(tables)}
    return applied, list(heads[0]) if heads else [0, ""], rows
