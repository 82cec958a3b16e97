"""``manage.py work``: keeps the clock and the queue going."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from portal.operations.keys import refuse_missing_keys
from portal.operations.working import EVERY_SECONDS, work
from portal.queue.watchdog import PATIENCE


class Command(BaseCommand):
    help = "Runs a pass of the clock and the outbox each minute and keeps the queue's workers, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, default=EVERY_SECONDS, metavar="SECONDS", help="between two passes (%(default)s)"
        )
        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE,
            metavar="SECONDS",
            help="without a heartbeat of the queue before its workers are started anew (%(default)s)",
        )

    def handle(self, *args: object, **options: float) -> None:
        refuse_missing_keys()
        work(every=options["every"], patience=options["patience"])
