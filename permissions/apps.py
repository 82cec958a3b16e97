"""How Django finds this floor, and what it sees to after every migration."""

from __future__ import annotations

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from permissions.audit import triggers


class PermissionsConfig(AppConfig):
    name = "permissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be there before this can be imported.
        from permissions.access import guard

        guard.stand()
        from permissions.looking.changes import WHAT_MAY_BE
        from permissions.looking.comings import listen
        from permissions.platform.called import time_zone
        from permissions.writing import zone_is_named_by

        triggers.protect("permissions_auditentry")
        triggers.protect("permissions_look", unless=WHAT_MAY_BE)
        listen()
        zone_is_named_by(time_zone)
        post_migrate.connect(stand_guard, sender=self)


def stand_guard(*, using: str, **_: object) -> None:
    """After a migration (which on SQLite may have lost triggers) and after a flush (which empties every table)."""
    from permissions.audit.services import ensure_head

    triggers.create(connections[using])
    ensure_head(using)
