"""``manage.py rebuild_figures``: the rows of which figures are counted, made anew from the diary."""

from __future__ import annotations

import math
from typing import Any

from django.core.management.base import BaseCommand

from workflows.cases.figures_anew import begin, go_on


class Command(BaseCommand):
    help = (
        "Make the rows of figures anew from the diary, from the newest request down. Nobody has to wait for it. Safe "
        "to stop: it goes on where it was, by this command or by the worker."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = 0

        def tell(count: int) -> None:
            nonlocal done
            done += count
            self.stdout.write(f"{done} requests")

        begin()
        go_on(patience=math.inf, progress=tell)
        self.stdout.write("The rows of figures are those of the diary.")
