"""``manage.py read_bounces``: what came back to the sender's address, noted with the letters."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations.bounces import read_folder
from workflows.notifications.came_back import MOST_BYTES, note


class Command(BaseCommand):
    help = "Note which letters came back; prints one line of JSON: how many notices of each sort."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="a maildir; without one that of INSAF_BOUNCES")
        parser.add_argument("--stdin", action="store_true", help="one message, as a mail server pipes it")

    def handle(self, *args: object, **options: str | bool | None) -> None:
        if options["stdin"]:
            self.stdout.write(json.dumps({note(sys.stdin.buffer.read(MOST_BYTES + 1)).value: 1}))
            return
        folder = Path(str(options["folder"])) if options["folder"] else settings.BOUNCES
        if folder is None:
            raise CommandError("Name a maildir, or set INSAF_BOUNCES.")
        try:
            self.stdout.write(json.dumps(read_folder(folder)))
        except OSError as error:
            raise CommandError(f"This is no maildir that can be read: {error}") from error
