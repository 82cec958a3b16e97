"""The files of both storages: which there are, and copies of them, as links where the former backup has the same."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.files.storage import storages

STORAGES: Final[Mapping[str, str]] = {"private": "private", "public": "default"}
"""What a storage is called in a backup, and in the settings."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a backup: its size in bytes and the SHA-256 of what it holds."""

    size: int
    sha256: str


def root_of(storage: str) -> Path:
    """Where the files of a storage lie."""
    return Path(storages[STORAGES[storage]].path(""))


def walk(root: Path, *, links_to_folders: bool = False) -> Iterator[tuple[str, os.stat_result]]:
    """The files below ``root`` by their names, in order, with what the disk says of each; what goes is left out.

    A link to a folder is never entered; it is told, where that is asked for.
    """
    for folder, folders, names in os.walk(root):
        folders.sort()
        linked = [each for each in folders if links_to_folders and Path(folder, each).is_symlink()]
        for name in sorted([*names, *linked]):
            path = Path(folder, name)
            try:
                said = path.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            yield path.relative_to(root).as_posix(), said


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_new(storage: str, into: Path, *, former: Path | None, known: Mapping[str, Kept]) -> dict[str, Kept]:
    """Copy what ``into`` does not have yet; by its name with the storage before it, each file that was copied.

    Files are never changed once they are written, so one that ``former`` has with the same size and time is linked to
    it, and ``known`` tells its digest.
    """
    copied: dict[str, Kept] = {}
    root = root_of(storage)
    for name, said in walk(root):
        place = f"files/{storage}/{name}"
        target = into / place
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if former is not None and place in known and _is_same(former / place, said):
            os.link(former / place, target)
            copied[place] = known[place]
            continue
        try:
            shutil.copy2(root / name, target)
        except FileNotFoundError:  # gone since the folder was read
            target.unlink(missing_ok=True)
            continue
        copied[place] = Kept(target.stat().st_size, digest_of(target))
    return copied


def put_back(backup: Path, storage: str, names: Iterable[str]) -> int:
    """Copy those ``names`` that are of a storage from a backup to where they lie, and remove all other files there;
    returns how many came. ``names``: as the manifest has them; what lies there beside them is never copied."""
    root, before = root_of(storage), f"files/{storage}/"
    there = {name.removeprefix(before) for name in names if name.startswith(before)}
    for name in [name for name, _said in walk(root) if name not in there]:
        (root / name).unlink()
    for name in there:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(backup / "files" / storage / name, target)
    return len(there)


def _is_same(path: Path, said: os.stat_result) -> bool:
    try:
        there = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return (there.st_size, there.st_mtime_ns) == (said.st_size, said.st_mtime_ns)
