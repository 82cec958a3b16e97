"""What drawing a process costs: each edit of a draft draws it anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from django.template.loader import render_to_string

from portal.process_shown.figure import figure_of
from portal.process_shown.words import Names
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.workflows.processes.drawn import Drawing
from workflows.processes.definition import ProcessDefinition
from workflows.processes.layout.layout import layout
from workflows.processes.parsing import parse

STEPS, TIMES = 100, 20
WITHIN, DRAWN_WITHIN = 50, 150
"""Milliseconds of CPU, at most: where everything stands; with that the whole figure as HTML."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """A process of a hundred steps, with splits and ways back."""
    process = of_steps(STEPS)
    sheet.add(f"lay out {len(process.steps)} steps", _each(lambda: layout(process)), "ms", WITHIN)
    sheet.add(f"draw {len(process.steps)} steps", _each(lambda: drawn(process)), "ms", DRAWN_WITHIN)


def of_steps(least: int) -> ProcessDefinition:
    """A process that was drawn by chance, with that many steps or a few more."""
    drawing = Drawing(Random(7), (), everything=True)  # noqa: S311  (the same one each time)
    following = drawing.add("closed", "end")
    while len(drawing.steps) < least:
        following = drawing.one(following, depth=0, inside=False)
    return parse({"format": 3, "name": {"ar": "طويل", "en": "Long"}, "start": following, "steps": drawing.steps})


def drawn(process: ProcessDefinition) -> str:
    """The figure, as a page has it."""
    shown = figure_of(process, title="Long", names=Names())
    return render_to_string("process_shown/figure.html", {"figure": shown, "links": "#step-"})


def _each(do: Callable[[], object]) -> float:
    """Milliseconds of CPU of one time, after one that was not counted."""
    do()
    began = time.process_time()
    for _time in range(TIMES):
        do()
    return (time.process_time() - began) / TIMES * 1_000
