"""``manage.py search_words``: the rows by which cases of before the search are found; ``--anew`` for all of them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflows.cases.search_rows import forget_all, make_missing


class Command(BaseCommand):
    help = (
        "Make the rows by which requests of before the search are found, the newest first. The worker does the same "
        "bit by bit. Safe to stop and to run again. With --anew all rows are made again: until then less is found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="forget all rows first")

    def handle(self, *_args: Any, anew: bool, **_options: Any) -> None:
        if anew:
            forget_all()
        done = 0
        while made := make_missing():
            done += made
            self.stdout.write(f"{done} requests")
        self.stdout.write("Every request is found by its words.")
