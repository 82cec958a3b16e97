"""Files that arrive piece by piece: how much of each is on the disk, and what became of it.

The row is written before the first byte and after each piece that was synced, so that it never says more than is there.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Final, Protocol

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.now import now
from workflows.transactions.turn import write_transaction

LIFETIME: Final = timedelta(hours=24)
_PIECE: Final = 64 * 1024


class Arriving(models.Model):
    """One file on its way. ``key`` is random, and whoever knows it may go on with the file: it stands in its address.

    ``storage_key`` is that of the upload that it became; empty until then.
    """

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=300)
    length = models.PositiveBigIntegerField(help_text="In bytes.")
    offset = models.PositiveBigIntegerField(default=0, help_text="Bytes that are on the disk.")
    waits_for = models.CharField(max_length=80, blank=True)
    storage_key = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        app_label = "content"
        verbose_name = _("file on its way")
        verbose_name_plural = _("files on their way")
        default_permissions = ()
        indexes = [models.Index(fields=["begun_at"], name="arriving_begun")]

    def __str__(self) -> str:
        return f"{self.offset} of {self.length} bytes"

    @property
    def path(self) -> Path:
        """Where its bytes lie while it arrives."""
        return Path(settings.ARRIVING_FOLDER) / self.key

    @property
    def is_whole(self) -> bool:
        return self.offset == self.length

    @property
    def ends_at(self) -> datetime:
        """When it is removed, if it has become nothing."""
        return self.begun_at + LIFETIME


class Piece(Protocol):
    """What is read as a file is: the body of a request."""

    def read(self, size: int, /) -> bytes: ...


class Taken(Exception):
    """Another request is at this file just now."""


def begin(*, name: str, length: int, form_key: str) -> Arriving:
    """A new file of ``length`` bytes, of which nothing is there."""
    with write_transaction():
        return Arriving.objects.create(
            key=secrets.token_hex(24), name=name[:300], length=length, waits_for=form_key[:80], begun_at=now()
        )


@contextmanager
def opened(arriving: Arriving) -> Iterator[IO[bytes]]:
    """Its bytes, for nobody else meanwhile; the row is read anew. Raises ``Taken``, and ``Arriving.DoesNotExist``."""
    arriving.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(arriving.path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as content:
        try:
            fcntl.flock(content, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken from None
        try:
            arriving.refresh_from_db()
        except Arriving.DoesNotExist:
            arriving.path.unlink(missing_ok=True)
            raise
        yield content


def add(arriving: Arriving, content: IO[bytes], piece: Piece, *, most: int) -> None:
    """Write what ``piece`` holds, at most ``most`` bytes, behind what is there; on the disk before the row says so.

    ``content``: as ``opened`` gives it. What lies behind the offset is of a piece that was cut off: it goes.
    """
    content.seek(arriving.offset)
    written = 0
    while written < most and (part := piece.read(min(_PIECE, most - written))):
        content.write(part)
        written += len(part)
    content.truncate()
    content.flush()
    os.fsync(content.fileno())
    arriving.offset += written
    with write_transaction():
        Arriving.objects.filter(pk=arriving.pk).update(offset=arriving.offset)


def became(arriving: Arriving, storage_key: str) -> None:
    """Its bytes are stored as an upload: here they need not lie any more."""
    arriving.storage_key = storage_key
    with write_transaction():
        Arriving.objects.filter(pk=arriving.pk).update(storage_key=storage_key)
    arriving.path.unlink(missing_ok=True)


def let_go(arriving: Arriving) -> None:
    """Remove it and what has come of it; not the upload that it became."""
    arriving.path.unlink(missing_ok=True)
    with write_transaction():
        Arriving.objects.filter(pk=arriving.pk).delete()


def let_go_of_old() -> int:
    """Remove those that have had their day, and bytes that no row knows; returns how many rows."""
    old = list(Arriving.objects.filter(begun_at__lt=now() - LIFETIME)[:1000])
    for arriving in old:
        let_go(arriving)
    folder = Path(settings.ARRIVING_FOLDER)
    lying = [path.name for path in folder.iterdir()][:1000] if folder.is_dir() else []
    known = set(Arriving.objects.filter(key__in=lying).values_list("key", flat=True))
    for name in set(lying) - known:
        (folder / name).unlink(missing_ok=True)
    return len(old)
