"""How long a citizen waits who files while the clock works through what is due; on SQLite, where writers take turns."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.country import fill
from tests.bench.figures import Sheet
from tests.bench.screens import file_one
from tests.bench.sizes import Sizes
from tests.bench.sweeps import instant_of


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """File one after the other for as long as the sweep lasts."""
    fill(sizes.due * 3, most=sizes.due * 3)
    file_one(0)
    command = [sys.executable, "-m", "tests.bench.one_sweep", instant_of(sizes.due).isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sweeping:
        assert sweeping.stdout is not None
        assert sweeping.stdout.readline() == "begins\n"
        waits: list[float] = []
        while sweeping.poll() is None:
            waits.append(file_one(len(waits) + 1).wall / 1000)
    assert sweeping.returncode == 0
    sheet.add(f"filings during a sweep of {sizes.due:,} on SQLite", len(waits), "count")
    sheet.add(f"filing during a sweep of {sizes.due:,} on SQLite: the longest", max(waits), "s", 1)
