"""``manage.py qcluster``: the queue's workers; ``manage.py work`` starts and watches them."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from portal.queue.cluster import run


class Command(BaseCommand):
    help = (
        "Runs the queue's workers until SIGTERM or Ctrl-C. `work` does this itself, and restarts them when they hang."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", type=int, help="the process without which the cluster is to end")

    def handle(self, *args: object, **options: int | None) -> None:
        run(parent=options["parent"])
