"""Databases of the last preview, the release before the migrations began anew (tag ``preview-last``).

Its tables are those that the first migrations of today make. Only what the database says of applied migrations differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

APPS: Final = ("permissions", "workflows", "content", "portal")
FIRST_MIGRATIONS: Final = frozenset(f"{app}.0001_initial" for app in APPS)
"""What stands for all migrations of the last preview, as ``app.name``."""
LAST_PREVIEW: Final = "ac78657993bbb481f8dfed63fcd8297c097be55c625f5a2a09def5352944ed31"
"""SHA-256 of the names of its migrations of these apps: sorted, each as ``app.name``, a line each."""


class NotLastPreview(ValueError):
    """The database is of another release; its text says what to do."""


def is_last_preview(migrations: Iterable[str]) -> bool:
    """Return whether these applied migrations (``app.name``) are exactly those of the last preview."""
    names = sorted(name for name in migrations if name.partition(".")[0] in APPS)
    return hashlib.sha256("\n".join(names).encode()).hexdigest() == LAST_PREVIEW


def named_as_today(migrations: Iterable[str]) -> set[str]:
    """Return the migrations of a backup by today's names, if it is of the last preview; otherwise as they are."""
    names = set(migrations)
    if not is_last_preview(names):
        return names
    return {name for name in names if name.partition(".")[0] not in APPS} | FIRST_MIGRATIONS


def record_first_migrations() -> None:
    """Record that the first migrations are applied, in the place of those of the last preview.

    Changes no table. Raises ``NotLastPreview`` if the database is of another release.
    """
    recorder = MigrationRecorder(connection)
    if not is_last_preview(_applied(recorder)):
        raise NotLastPreview(
            "This database is not of the last preview. Bring it there first: check out the tag preview-last, "
            "run its “manage.py migrate”, then this command here."
        )
    with transaction.atomic():
        recorder.migration_qs.filter(app__in=APPS).delete()
        for name in sorted(FIRST_MIGRATIONS):
            recorder.record_applied(*name.split("."))


def refuse_to_migrate_preview(**_signal: Any) -> None:
    """Before ``migrate``: raise ``CommandError`` on a preview's database, whose tables are there already."""
    applied = _applied(MigrationRecorder(connection))
    if any(name.startswith("workflows.") for name in applied) and not applied >= FIRST_MIGRATIONS:
        raise CommandError(
            "This database is of a preview of Insaf. Nothing was changed: run “manage.py upgrade_from_preview”."
        )


def _applied(recorder: MigrationRecorder) -> set[str]:
    return {f"{app}.{name}" for app, name in recorder.applied_migrations()}
