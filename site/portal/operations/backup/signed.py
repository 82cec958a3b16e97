"""Files of JSON that a backup writes beside its data, signed: whoever has no key of ``FIELD_KEYS`` cannot edit one."""

from __future__ import annotations

import hmac
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from permissions.audit.chain import canonical
from permissions.envelope import master_name, masters

MANIFEST: Final = "manifest of a backup"
KEYS: Final = "keys of cases"
ERASURES: Final = "erasures"
LARGEST: Final = 500_000_000
"""Bytes: room for the keys of three million cases. It is read before anything shows who wrote it."""


class NotOurs(ValueError):
    """The file is not as we wrote it, or was signed with a key that we do not have; its text says which."""


def write_signed(path: Path, said: Mapping[str, Any], *, purpose: str) -> None:
    """Write ``said`` with its signature, so that a power cut leaves the former file or this one."""
    signed = {"signed_with": master_name(), "signature": _signature(settings.FIELD_KEYS[0], said, purpose)}
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump({**said, **signed}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def read_signed(path: Path, *, purpose: str) -> dict[str, Any]:
    """What the file says, without its signature. Raises ``NotOurs``, and ``FileNotFoundError``."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotOurs(f"{path.name} is no file")
    if path.stat().st_size > LARGEST:
        raise NotOurs(f"{path.name} is larger than any file of a backup that is read at once")
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        name, signature = str(said.pop("signed_with")), str(said.pop("signature"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotOurs(f"{path.name} is not whole, or no file of a backup") from error
    key = masters().get(name)
    if key is None:
        raise NotOurs(f"{path.name} was signed with the master key {name}, which is not among FIELD_KEYS")
    if not hmac.compare_digest(_signature(key, said, purpose), signature):
        raise NotOurs(f"{path.name} was edited: its signature is another one's")
    return dict(said)


def _signature(master: str, said: Mapping[str, Any], purpose: str) -> str:
    key = hmac.digest(master.encode(), f"insaf: {purpose}, version 1".encode(), "sha256")
    return hmac.digest(key, canonical(dict(said)).encode(), "sha256").hex()
