"""What a pass of the clock costs: nothing due, many due among many open; its transactions and its memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.db import connection

from permissions.now import standing_at
from tests.bench.country import fill
from tests.bench.figures import Sheet
from tests.bench.meter import measured
from tests.bench.sizes import Sizes
from workflows.clock import sweep
from workflows.deadlines.models import Deadline
from workflows.transactions import turn

LATER = {
    "postgresql": "due + {} * interval '1 second'",
    "sqlite": "datetime(due, '+' || {} || ' seconds')",  # as Django writes it: texts
}
A_FEW_MORE = 1.05
"""Of a case with two deadlines at one time the second is acted on with the first."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Let the time come for as many as wanted, by standing at the instant at which the last of them is due."""
    fill(sizes.many_open, most=sizes.many_open)
    spread()
    with measured() as cost:
        assert sweep.sweep_clock().due == 0
    sheet.add(f"sweep, nothing due, {sizes.many_open:,} open: statements", len(cost.statements), "count", 3)
    _many_due(sheet, sizes)
    little, much = (memory(count)[0] for count in (sizes.due_little, sizes.due_much))
    sheet.add(f"sweep, {sizes.due_much:,} due: memory above that of {sizes.due_little:,}", much - little, "MB", 30)


def _many_due(sheet: Sheet, sizes: Sizes) -> None:
    with standing_at(instant_of(sizes.due)), transactions() as lasted, measured() as cost:
        swept = sweep.sweep_clock()
    assert sizes.due <= swept.due <= sizes.due * A_FEW_MORE, swept
    assert not swept.failed, swept
    name = f"sweep, {sizes.due:,} due among {sizes.many_open:,} open"
    sheet.add(f"{name}: statements a due case", len(cost.statements) / swept.due, "count", 4)
    sheet.add(f"{name}: longest transaction", max(lasted) * 1000, "ms", 200)
    sheet.add(f"{name}: time", cost.wall / 1000, "s", 6)
    sheet.add(f"{name}: CPU a due case", cost.cpu / swept.due, "ms")


def spread() -> None:
    """What is open is due one after the other: Jordan's days end when a body closes, and with them all of a day."""
    with connection.cursor() as cursor:
        table = Deadline._meta.db_table
        later = LATER[connection.vendor].format("id")
        # A table of ours and an expression of this module.
        cursor.execute(f"UPDATE {table} SET due = {later} WHERE done IS NULL AND due IS NOT NULL")  # noqa: S608
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def instant_of(count: int) -> datetime:
    """When so many deadlines are due."""
    due = (
        Deadline.objects.filter(done__isnull=True, due__isnull=False)
        .order_by("due", "id")
        .values_list("due", flat=True)
    )
    last = due[count - 1]
    assert last is not None
    return last


@contextmanager
def transactions() -> Iterator[list[float]]:
    """How long each of the sweep's write transactions lasts, in seconds."""
    lasted: list[float] = []
    real = turn.write_transaction

    @contextmanager
    def timed() -> Iterator[None]:
        with real():
            began = time.perf_counter()
            yield
        lasted.append(time.perf_counter() - began)

    with patch.object(sweep, "write_transaction", timed):
        yield lasted


def memory(count: int) -> tuple[float, float]:
    """The peak of a process (MB) that sweeps so many, and what the program alone takes before."""
    command = [sys.executable, "-m", "tests.bench.one_sweep", instant_of(count).isoformat()]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["due"] >= count, told
    return float(told["peak"]), float(told["program"])
