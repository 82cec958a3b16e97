"""``manage.py upgrade_from_preview``: a database of the last preview goes on with the migrations of today."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.operations.preview import NotLastPreview, record_first_migrations


class Command(BaseCommand):
    help = (
        "Let a database of the last preview (tag preview-last) go on with the migrations of today, which began anew. "
        "Take a backup first. Changes nothing if the database is of another release."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            record_first_migrations()
        except NotLastPreview as refusal:
            raise CommandError(str(refusal)) from refusal
        call_command("migrate", stdout=self.stdout)
        self.stdout.write("Done. Now run “manage.py set_up” and “manage.py verify”.")
