"""``manage.py demo_world``: loads the demo world, and past cases if asked for."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from content.forms.alone import alone
from portal.desk.ready_shipped import take_over
from portal.operations.demo_world.cases import scenes, underway
from portal.operations.demo_world.cases.loading import load_cases
from portal.operations.demo_world.loading import load_demo_world
from portal.operations.set_up.loading import is_set_up, make_part
from workflows.suggestions.tasks import learn_all_soon, learn_what_is_due

LINES = 20
"""How often a long run speaks where there is no terminal."""


class Command(BaseCommand):
    help = (
        "Load the demo world: agencies, people, request kinds, published rules, pages and forms, and with --cases as "
        "many past cases. Safe to run again: it adds what is missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=0, metavar="N", help="past cases of the last twelve months")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, other cases (default: 1)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.INSAF_ENV == "production":
            raise CommandError(
                "The demo world is refused in production: its accounts share one known password. "
                "Set INSAF_ENV=demo where you want it."
            )
        cases, seed = options["cases"], options["seed"]
        if cases < 0:
            raise CommandError(f"--cases is a number of cases, 0 or more: {cases}")
        with alone("demo-world") as mine:
            if mine is None:
                raise CommandError("The demo world is being loaded here already: wait until that is done.")
            self._make(cases, seed)

    def _make(self, cases: int, seed: int) -> None:
        begins = not is_set_up()
        load_demo_world(self.stdout.write)
        if begins:
            make_part(self.stdout.write, "Ready answers", take_over)
        if cases:
            made = self._load(cases, seed)
            self.stdout.write(f"Past cases: {made:,} new" if made else "Past cases: all there")
            for title, make in (*scenes.PARTS, *underway.PARTS):
                make_part(self.stdout.write, title, make)
            if made:
                learn_all_soon()
            learn_what_is_due()

    def _load(self, cases: int, seed: int) -> int:
        if self.stdout.isatty():
            with tqdm(total=cases, desc="Past cases", unit=" cases") as bar:
                return load_cases(cases, seed=seed, progress=bar.update)
        seen = 0

        def say(count: int) -> None:
            nonlocal seen
            before, seen = seen, seen + count
            if before * LINES // cases != seen * LINES // cases and seen < cases:
                self.stdout.write(f"Past cases: {seen:,} of {cases:,}")

        return load_cases(cases, seed=seed, progress=say)
