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
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])


def end_migrating(*, using: str, **_signal: Any) -> None:
    """After ``migrate``."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("RESET lock_timeout")
