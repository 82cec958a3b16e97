"""What holds while ``migrate`` runs: no statement waits long for a lock, and no preview's database is touched."""

from __future__ import annotations

from typing import Any, Final

from django.db import connections

from portal.operations.preview import refuse_to_migrate_preview

LOCK_TIMEOUT: Final = "15s"
"""A change of a table waits behind whoever uses it, and everybody else behind the change: after this it gives up."""


def begin_migrating(*, using: str, **_signal: Any) -> None:
    """Before ``migrate``, on the database ``using``. Raises ``CommandError`` where it is a preview's."""
    refuse_to_migrate_preview()
    _set_lock_timeout(using, f"'{LOCK_TIMEOUT}'")


def end_migrating(*, using: str, **_signal: Any) -> None:
    """After ``migrate``."""
    _set_lock_timeout(using, "DEFAULT")


def _set_lock_timeout(using: str, value: str) -> None:
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {value}")
