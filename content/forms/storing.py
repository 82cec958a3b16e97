"""Bytes into the private storage and out of it: a power cut after the answer cannot lose them, and those of sealed and
confidential cases lie there encrypted."""

from __future__ import annotations

import fcntl
import io
import os
import secrets
import tempfile
from pathlib import Path
from typing import IO, Final, cast

from django.core.files import File
from django.core.files.storage import storages

from permissions.encrypted import Unreadable
from permissions.encrypted_files import Decrypted, encrypt_into, owner_of
from permissions.now import now
from permissions.security_log import tell
from workflows.cases.keys import keys_of

_BESIDE: Final = ".encrypted"
"""Where encrypted bytes lie until they have taken the place of the plain ones."""


class ChangedBytes(FileNotFoundError):
    """What lies there is not what was stored there: nobody is given it."""


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


def is_stored(storage_key: str) -> bool:
    """Whether there are bytes under it."""
    storage = storages["private"]
    return bool(storage_key) and (storage.exists(storage_key) or storage.exists(storage_key + _BESIDE))


def open_stored(storage_key: str) -> File[bytes]:
    """What was stored under it, in plain, wherever in it is read. Raises ``FileNotFoundError``, also where it was
    changed in the storage."""
    storage = storages["private"]
    # Of an encryption that was cut off where a storage cannot put one file in another's place.
    beside = not storage.exists(storage_key) and storage.exists(storage_key + _BESIDE)
    stored = storage.open(storage_key + _BESIDE if beside else storage_key)
    if owner_of(cast("IO[bytes]", stored)) is None:
        return cast("File[bytes]", stored)
    try:
        plain = Decrypted(cast("IO[bytes]", stored), key=_key, place=storage_key)
        return File(cast("IO[bytes]", plain))
    except Unreadable as error:
        stored.close()
        tell("stored_file", "unreadable", about="file")
        raise ChangedBytes(storage_key) from error


def is_encrypted(storage_key: str) -> bool:
    """Whether the bytes under it are."""
    storage = storages["private"]
    if not storage.exists(storage_key):
        return storage.exists(storage_key + _BESIDE)
    with storage.open(storage_key) as stored:
        return owner_of(cast("IO[bytes]", stored)) is not None


def encrypt_stored(storage_key: str, *, case_id: int, key: bytes) -> None:
    """Put encrypted bytes in the place of plain ones. Whoever is killed over it has lost nothing, and goes on; of two
    at once the second waits, and finds it done."""
    if not storage_key or is_encrypted(storage_key):
        return
    storage = storages["private"]
    with storage.open(storage_key, "r+b") as plain, tempfile.TemporaryFile(dir=_folder()) as made:
        _wait_for_turn(plain)
        if is_encrypted(storage_key):
            return
        encrypt_into(cast("IO[bytes]", made), cast("IO[bytes]", plain), key=key, owner=case_id, place=storage_key)
        made.seek(0)
        storage.delete(storage_key + _BESIDE)
        storage.save(storage_key + _BESIDE, File(made))
        settle(storage_key + _BESIDE)
        try:
            Path(storage.path(storage_key + _BESIDE)).replace(storage.path(storage_key))
        except NotImplementedError:  # a bucket: what lies beside stands for it meanwhile
            storage.delete(storage_key)
            made.seek(0)
            storage.save(storage_key, File(made))
            storage.delete(storage_key + _BESIDE)
    settle(storage_key)


def store_encrypted(content: IO[bytes], storage_key: str, *, case_id: int, key: bytes) -> str:
    """Write ``content`` encrypted; returns where it lies."""
    content.seek(0)
    with tempfile.TemporaryFile(dir=_folder()) as made:
        encrypt_into(cast("IO[bytes]", made), content, key=key, owner=case_id, place=storage_key)
        store(File(made), storage_key)
    return storage_key


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
    storages["private"].delete(storage_key + _BESIDE)


def _folder() -> str | None:
    """Where the storage's disk is written: what is large has no room where a system keeps such files in memory."""
    try:
        return storages["private"].path("")
    except NotImplementedError:
        return None


def _wait_for_turn(stored: File[bytes]) -> None:
    """Until it is closed, nobody else encrypts it. It is opened to be written, or network file systems refuse."""
    try:
        fcntl.flock(stored.fileno(), fcntl.LOCK_EX)
    except io.UnsupportedOperation:
        return  # of a bucket: what lies beside is whole or is not there


def _key(case_id: int) -> bytes | None:
    return keys_of([case_id]).get(case_id)


def _sync(*paths: Path) -> None:
    """A file is only there after a power cut when its folder, too, was written."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
