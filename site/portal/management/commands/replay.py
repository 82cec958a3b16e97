"""``manage.py replay FILE``: plays recorded requests again, clocks included."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import SHIPPED
from portal.operations.replay.playing import play


class Command(BaseCommand):
    help = (
        "Replays recorded requests (CSV) at their recorded times, clocks included. Prints what was opened, decided and "
        "is open, escalations by level, then each as a line: key, level, time. An act at the very moment at which a "
        "request is due is in time. Exit 1 when a row of the file is broken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the recorded requests, a CSV file in UTF-8")
        parser.add_argument(
            "--map", type=Path, default=SHIPPED, help="how the file is read (TOML); default: New York's 311"
        )

    def handle(self, *args: object, file: Path, map: Path, **options: object) -> None:  # noqa: A002  (the contract's)
        if settings.PRODUCTION:
            raise CommandError("A replay is refused in production: it stands at other times than the machine's clock.")
        try:
            broken = play(file, map, out=self.stdout.write, remark=self.stderr.write)
        except ReplayRefused as error:
            raise CommandError(str(error)) from error
        if broken:
            raise CommandError(f"{broken} broken rows were left out; their lines are named above.", returncode=1)
