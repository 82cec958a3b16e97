"""``manage.py mark_storage``: the mark of the folder of files, written again where it alone was lost."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations.storage_identity import files_found, mark_storage, storage_problem


class Command(BaseCommand):
    help = (
        "Write the mark of the folder of files again, by which the database knows it: where INSAF_VAR names the folder "
        "that all hosts share and its file “identity” was lost. Says first what it finds there, and does nothing "
        "without --confirm; refused where none of the latest files is there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--confirm", action="store_true", help="this is the folder that all hosts share")

    def handle(self, *_args: Any, confirm: bool, **_options: Any) -> None:
        problem = storage_problem()
        if not problem:
            self.stdout.write("The folder and the database know each other; there is nothing to do.")
            return
        if "set_up" in problem:
            raise CommandError(f"Nothing was done: {problem}.")
        found, looked_at = files_found()
        self.stdout.write(f"{settings.IDENTITY_FILE.parent}: {found:,} of the latest {looked_at:,} files are there.")
        if looked_at and not found:
            raise CommandError(
                "Nothing was done: this is another folder, or its files are lost. Let INSAF_VAR name the folder that "
                "all hosts share, or put a backup back (README, “Restoring”)."
            )
        if not confirm:
            raise CommandError("Nothing was done. If all hosts share this folder, run it again with --confirm.")
        mark_storage()
        self.stdout.write("The mark is written. `manage.py verify` says whether each file is there.")
