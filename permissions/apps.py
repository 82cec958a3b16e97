"""How Django finds this floor, and what it sees to after every migration."""

from __future__ import annotations

import sys

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.state import StateApps
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
        from permissions.platform.called import offered_languages, time_zone
        from permissions.proving.listening import prove_all
        from permissions.translated_text import languages_are_offered_by
        from permissions.what_is_proved import LISTED
        from permissions.writing import zone_is_named_by

        triggers.protect("permissions_auditentry")
        triggers.protect("permissions_look", unless=WHAT_MAY_BE)
        listen()
        prove_all(LISTED)
        zone_is_named_by(time_zone)
        languages_are_offered_by(offered_languages)
        post_migrate.connect(stand_guard, sender=self)


def stand_guard(*, using: str, apps: StateApps | None = None, verbosity: int = 1, **_: object) -> None:
    """After a migration (which on SQLite may have lost triggers) and after a flush (which empties every table).

    ``apps``: the tables as they are after the migration; a flush has none, and leaves no row to be proved.
    """
    from permissions.audit.services import ensure_head
    from permissions.now import now
    from permissions.proving.taking_in import are_there, take_in

    triggers.create(connections[using])
    ensure_head(using)
    if apps is not None and using == DEFAULT_DB_ALIAS and are_there(apps):
        taken = take_in(at=now())
        if taken and verbosity:
            sys.stdout.write(f"  Proved {taken} rows that had no proof.\n")
