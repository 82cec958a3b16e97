"""What was measured: a table for the screen and ``bench.json`` for machines."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUIET = 6.5
"""Milliseconds of CPU, this process's and PostgreSQL's together, that one yardstick takes on a quiet machine: two
cores of an AMD EPYC, Python 3.13, PostgreSQL 15, in whose quiet minutes it took 6.3 to 6.8, and beside other work 8 to
11. The goals in milliseconds are meant for it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``goal`` is the most that an issue allows, in ``unit``; None where it is only told.

    ``yardstick``: what the yardstick cost beside it, in milliseconds of CPU, where the figure is CPU in milliseconds.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    yardstick: float | None = None

    @property
    def multiple(self) -> float | None:
        """How many yardsticks it cost."""
        return None if self.yardstick is None else round(self.value / self.yardstick, 4)

    @property
    def met(self) -> bool | None:
        """None where there is no goal. CPU is judged by its multiple: as it would be on a quiet machine."""
        if self.goal is None:
            return None
        return (self.value if self.multiple is None else self.multiple * QUIET) <= self.goal

    def line(self) -> str:
        """One row of the table on the screen."""
        verdict = {None: "", True: "met", False: "NOT MET"}[self.met]
        goal = "" if self.goal is None else f"<= {self.goal:g}"
        quiet = (
            "" if self.multiple is None else f"  x {self.multiple:.2f}: {self.multiple * QUIET:.1f} on a quiet machine"
        )
        return f"{self.name:<78} {self.value:>10.4g} {self.unit:<8} {goal:>9}  {verdict}{quiet}"


class Sheet:
    """Collects figures, tells each as it comes, and writes them all."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.figures: list[Figure] = []
        self._tell = tell

    def add(
        self, name: str, value: float, unit: str, goal: float | None = None, *, yardstick: float | None = None
    ) -> None:
        """Note one figure."""
        figure = Figure(name, round(value, 4), unit, goal, None if yardstick is None else round(yardstick, 4))
        self.figures.append(figure)
        self._tell(figure.line())

    def write(self, path: Path, *, about: dict[str, Any]) -> None:
        """``bench.json``: first what it was measured on, then ``{"name", "value", "unit", "goal", "met"}`` a figure.

        CPU also has what the ``yardstick`` cost beside it and its ``multiple`` of that.
        """
        first = {"name": "about", **about, **machine(), "yardstick on a quiet machine, ms": QUIET}
        path.write_text(
            json.dumps([first, *_rows(self.figures)], indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )

    @property
    def missed(self) -> list[Figure]:
        """The figures that fall short."""
        return [figure for figure in self.figures if figure.met is False]


def _rows(figures: Iterable[Figure]) -> Iterable[dict[str, Any]]:
    for figure in figures:
        yield {
            "name": figure.name,
            "value": figure.value,
            "unit": figure.unit,
            "goal": figure.goal,
            "met": figure.met,
            **({} if figure.yardstick is None else {"yardstick": figure.yardstick, "multiple": figure.multiple}),
        }


def machine() -> dict[str, Any]:
    """What it ran on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": models[0] if models else platform.processor(),
        "cores": len(models),
    }
