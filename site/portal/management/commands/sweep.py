"""``manage.py sweep``: one pass of the clock and the outbox."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content.forms.encrypting import encrypt_waiting
from permissions.now import now, standing_at
from permissions.writing import zone
from portal.operations.heads.telling import tell_heads
from portal.operations.keys import refuse_missing_keys
from portal.operations.sweeping import empty_log, one_pass, seal_looks, seal_rows


class Command(BaseCommand):
    help = "One pass of the clock and the outbox; prints one line of JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--now", help="an ISO time to stand at (the platform's, without an offset); not in production"
        )

    def handle(self, *args: object, **options: str | None) -> None:
        refuse_missing_keys()
        with standing_at(self._instant(options["now"])):
            self.stdout.write(json.dumps(one_pass()))
            seal_looks()
            seal_rows()
            tell_heads()
            encrypt_waiting()
            empty_log()

    def _instant(self, given: str | None) -> datetime:
        if not given:
            return now()
        if settings.PRODUCTION:
            raise CommandError("--now is refused in production: the clock there is the machine's.")
        try:
            instant = datetime.fromisoformat(given)
        except ValueError as error:
            raise CommandError(f"--now is not a time: {given}") from error
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=zone())
