"""``manage.py verify``: names every inconsistency; exit 1 if there is any."""

from __future__ import annotations

import gc
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from permissions.audit.restorings import gaps
from portal.operations.backup.manifest import problems
from portal.operations.verifying import everything

MADE = 50_000
"""Objects made since the collector looked last, before it looks again."""


class Command(BaseCommand):
    help = "Walks the diary, the audit chain, work, deadlines and files, and names every inconsistency."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--backup", type=Path, metavar="FOLDER", help="look at a backup, and at nothing else")
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="lines of the trail that another machine has kept; without it those of the file in HEAD_URL",
        )

    def handle(self, *args: object, backup: Path | None = None, heads: Path | None = None, **options: object) -> None:
        count = 0
        with _collecting_seldom(), override("en"):  # as all that commands say; some is said on screens too
            for problem in everything(heads) if backup is None else problems(backup):
                count += 1
                self.stdout.write(problem)
        if backup is None:
            for gap in gaps():
                self.stdout.write(gap)
        if count:
            raise CommandError(f"{count} inconsistencies", returncode=1)
        self.stdout.write("Everything agrees.")


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Rows come by the million and go with their batch, and hardly any are in a circle: to look for those as often as
    Python does, among all that is loaded, is an eighth of the work."""
    often = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(MADE, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()
