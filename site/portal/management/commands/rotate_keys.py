"""``manage.py rotate_keys``: all that is encrypted under the newest of ``FIELD_KEYS``, and what needs the others."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.operations.keys import rekey, told


class Command(BaseCommand):
    help = (
        "Bring all requests under the newest of FIELD_KEYS, and encrypt those of before that are not. Nobody has to "
        "wait for it. Safe to stop: it goes on where it was, by this command or by the worker."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say which keys are needed, and for what")

    def handle(self, *_args: Any, **options: bool) -> None:
        if not options["check"]:
            rekey(self.stdout.write)
        for sentence in told():
            self.stdout.write(sentence)
