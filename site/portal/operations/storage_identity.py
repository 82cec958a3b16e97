"""The folder of files and the database belong together: a mark in ``INSAF_VAR`` says the same as a row.

A host with a folder of its own would take files that no other finds, and miss those of the others.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import models

from content.forms.storing import is_stored
from workflows.cases.models import File
from workflows.transactions.turn import write_transaction

LOOKED_AT: Final = 500
"""Files by which it is seen whether a folder is the one of the database."""


class StorageIdentity(models.Model):
    """One row: what the file ``IDENTITY_FILE`` must say. Random, and no secret."""

    value = models.CharField(max_length=64)

    class Meta:
        app_label = "portal"
        default_permissions = ()

    def __str__(self) -> str:
        return self.value


def identify_storage(*, anew: bool = False) -> None:
    """Make folder and database known to each other, where the database knows none yet; with ``anew`` in any case, as a
    backup was just put back into both. Never makes a further folder known: that is what must be noticed."""
    file: Path = settings.IDENTITY_FILE
    if anew:
        file.unlink(missing_ok=True)
    elif StorageIdentity.objects.exists():
        return
    with suppress(FileExistsError), file.open("x", encoding="ascii") as new:
        new.write(f"{secrets.token_hex(16)}\n")
    with write_transaction():
        StorageIdentity.objects.update_or_create(pk=1, defaults={"value": _marked()})


def mark_storage() -> None:
    """Write into the folder what the database knows: the same folder, whose mark was lost."""
    file: Path = settings.IDENTITY_FILE
    file.write_text(f"{StorageIdentity.objects.get()}\n", encoding="ascii")


def files_found() -> tuple[int, int]:
    """Of how many of the latest files that the database names the bytes are here, and how many these are."""
    keys = list(File.objects.order_by("-pk").values_list("storage_key", flat=True)[:LOOKED_AT])
    return sum(map(is_stored, keys)), len(keys)


def storage_problem() -> str:
    """What is wrong, for operators; empty when folder and database belong together."""
    known = StorageIdentity.objects.values_list("value", flat=True).first()
    if known is None:
        return "the folder of files is not known yet: run `manage.py set_up` on the host that has the files"
    there = _marked()
    if there == known:
        return ""
    file: Path = settings.IDENTITY_FILE
    what = f"{file} says {there[:64]}" if there else f"{file} is missing"
    return (
        f"{what}, the database {known}: does INSAF_VAR name the folder that all hosts share? If it does, and the mark "
        "alone is lost, `manage.py mark_storage` writes it again"
    )


def _marked() -> str:
    """What the folder says; empty without a mark."""
    with suppress(FileNotFoundError):
        return Path(settings.IDENTITY_FILE).read_text(encoding="ascii", errors="replace").strip()
    return ""
