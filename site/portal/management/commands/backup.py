"""``manage.py backup``: database, files, and the keys of cases apart from both."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.operations.backup.databases import ToolFailed
from portal.operations.backup.keys import folder_beside
from portal.operations.backup.taking import NotThere, back_up


class Command(BaseCommand):
    requires_system_checks = ()  # they load all screens, of which a backup needs none
    help = "Takes a backup into a new folder below FOLDER while everything runs; its keys of cases go elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="where backups lie, each in its own folder")
        parser.add_argument("--keys", type=Path, metavar="FOLDER", help="where keys lie; FOLDER-keys if it is not said")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            taken = back_up(folder, options["keys"] or folder_beside(folder.absolute()), self.stdout.write)
        except (NotThere, ToolFailed, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{taken}: taken.")
