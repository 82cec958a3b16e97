"""Dashboards over a million requests: what the page of each costs its reader, and how long the queue counts it."""

from __future__ import annotations

import time
from functools import partial

from django.db import connection

from tests.bench.country import BUSY
from tests.bench.figures import Sheet
from tests.bench.meter import Cost, costs, typical
from tests.bench.screens import add_cpu, fetched, signed_in
from tests.bench.sizes import Sizes
from workflows.figures.models import FOREVER, Standing
from workflows.figures.reckoning import reckon
from workflows.saved_reports.kept import parts_of, renew_wanted
from workflows.saved_reports.models import KeptTable

READERS = {
    "officer": f"officer-{BUSY}",
    "supervisor": f"level1-{BUSY}",
    "head": f"level2-{BUSY}",
    "unit": "central",
    "office": "auditor",
    "owner": "owner",
}
"""By the dashboard that is looked at."""
GOAL = {"postgresql": 3.0, "sqlite": 8.0}
"""Seconds that one table may take, by the issue."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Goes on where the rows of figures were made: each dashboard asked for, counted, and looked at."""
    cases = Standing.objects.filter(until=FOREVER).count()
    print(f"{cases:,} requests", flush=True)
    for board, login in READERS.items():
        address, client = f"/admin/dashboards/{board}/", signed_in(login)
        client.get(address)
        tables, seconds, slowest = _counted()
        name = f"dashboard, {board}"
        sheet.add(f"{name}: {tables} tables counted over {cases:,}, {connection.vendor}", seconds, "s")
        sheet.add(f"{name}: the slowest table over {cases:,}", slowest, "s", GOAL[connection.vendor])
        found = costs(partial(fetched, client, address), times=sizes.calls)
        sheet.add(f"{name}: statements at {cases:,}", typical(found, _statements), "count", 15)
        add_cpu(sheet, f"{name}: CPU at {cases:,}", found, 50)


def _counted() -> tuple[int, float, float]:
    """How many tables a page has that was asked for, in how many seconds they are counted, and in how many the slowest.

    The page is counted by the queue where that takes longer than its reader waits.
    """
    row = KeptTable.objects.latest("looked_at")
    taken = []
    for question, reach in parts_of(row):
        began = time.perf_counter()
        reckon(question, reach)
        taken.append(time.perf_counter() - began)
    renew_wanted()
    return len(taken), sum(taken), max(taken, default=0.0)


def _statements(cost: Cost) -> float:
    return len(cost.statements)
