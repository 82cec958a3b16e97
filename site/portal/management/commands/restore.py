"""``manage.py restore``: puts a backup back, erases again what was erased since, and says whether all agrees."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.operations.backup.databases import ToolFailed
from portal.operations.backup.keys import folder_beside
from portal.operations.backup.manifest import NAME
from portal.operations.backup.restoring import Refused, put_back


class Command(BaseCommand):
    requires_system_checks = ()  # they ask the database, which is not there yet
    help = "Puts a backup, or the newest of a folder of them, into an empty installation; exit 1 if anything disagrees."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="a backup, or where backups lie")
        parser.add_argument("--keys", type=Path, metavar="FOLDER", help="where keys lie; FOLDER-keys if it is not said")
        parser.add_argument("--erasures", type=Path, metavar="FILE", help="what was erased since, as it left here")
        parser.add_argument("--anyway", action="store_true", help="although there is something here: it is replaced")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"].absolute()
        backups = folder.parent if (folder / NAME).exists() else folder
        key_folder = options["keys"] or folder_beside(backups)
        try:
            put_back(folder, key_folder, options["erasures"], self.stdout.write, anyway=options["anyway"])
        except (Refused, ToolFailed, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("verify", stdout=self.stdout)
