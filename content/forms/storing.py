"""Bytes into the private storage, so that a power cut after the answer cannot lose them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.files import File
from django.core.files.storage import storages

from permissions.now import now


def new_storage_key() -> str:
    """A random name that tells nothing of the file or who sent it; by month, so that folders stay small."""
    return f"{now():%Y/%m}/{secrets.token_hex(16)}"


def store(content: File[bytes], storage_key: str) -> None:
    """Write ``content`` under ``storage_key`` and wait until it is on the disk.

    Raises ``FileExistsError`` when the key is taken: a random key never is.
    """
    storage = storages["private"]
    content.seek(0)
    stored = storage.save(storage_key, content)
    if stored != storage_key:
        storage.delete(stored)
        raise FileExistsError(storage_key)
    settle(storage_key)


def settle(storage_key: str) -> None:
    """Wait until what was written under ``storage_key`` is on the disk."""
    storage = storages["private"]
    try:
        path = Path(storage.path(storage_key))
    except NotImplementedError:
        return  # a bucket answers only when it has the bytes
    root = Path(storage.path(""))
    _sync(path, *(folder for folder in path.parents if folder == root or root in folder.parents))


def remove(storage_key: str) -> None:
    """Delete the bytes; no error when they are gone."""
    storages["private"].delete(storage_key)


def _sync(*paths: Path) -> None:
    """A file is only there after a power cut when its folder, too, was written."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
