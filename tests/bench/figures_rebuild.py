"""The rows of figures: what filing pays for them, and a million cases of which all are made anew from the diary."""

from __future__ import annotations

import math
import time
from typing import Any
from unittest.mock import patch

from django.db import connection

from tests.bench.figures import Sheet
from tests.bench.meter import BRACKETS, Cost, measured, typical
from tests.bench.million import copied
from tests.bench.screens import add_cpu, file_one
from tests.bench.sizes import Sizes
from tests.bench.year import run
from workflows.cases import record
from workflows.cases.figured import write_figures
from workflows.cases.figures_anew import begin, go_on
from workflows.cases.models import Case, CaseEvent
from workflows.figures.models import Occurrence, Standing, StepTaken

WITHIN = 900
"""Seconds for a million."""
A_MILLION = 1_000_000


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """File some, load lives of a year, make as many of each as are wanted, and all of their rows anew."""
    _filing(sheet, sizes)
    run("demo_world", "--cases", str(sizes.rebuilt))
    _copy(sizes.rebuilt_copies)
    for model in (Standing, StepTaken, Occurrence):
        model.objects.all().delete()
    begin()
    cases, began = Case.objects.count(), time.perf_counter()
    go_on(patience=math.inf)
    seconds = time.perf_counter() - began
    sheet.add(f"rows of figures of {cases:,} cases made anew", seconds, "s", WITHIN * max(cases / A_MILLION, 0.01))
    rows = sum(model.objects.count() for model in (Standing, StepTaken, Occurrence))
    sheet.add("rows of figures for each case", rows / cases, "count")


def _filing(sheet: Sheet, sizes: Sizes) -> None:
    found: list[Cost] = []

    def watched(*given: Any) -> None:
        with measured() as cost:
            write_figures(*given)
        found.append(cost)

    with patch.object(record, "write_figures", watched):
        for number in range(3 + sizes.calls):
            file_one(number)
    costs = found[3:]
    sheet.add("filing: statements for figures", typical(costs, _statements), "count", 2)
    add_cpu(sheet, "filing: CPU for figures", costs, 2)


def _statements(cost: Cost) -> float:
    return len([each for each in cost.statements if not each.startswith(BRACKETS)])


def _copy(copies: int) -> None:
    """Cases and their diaries, in the database itself: of nothing else the rows are made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM workflows_case")
        (step,) = cursor.fetchone()
        cursor.execute("SELECT max(id) FROM workflows_caseevent")
        (events,) = cursor.fetchone()
        again = f"FROM generate_series(1, {copies - 1}) AS copy, LATERAL (SELECT copy * {step} AS apart) AS far"
        own = {"id": "id + apart", "tracking": "substr(md5(id || '-' || copy), 1, 16)"}
        own |= {"idempotency_key": "idempotency_key || '-' || copy", "engine_process": "NULL"}
        copied(cursor, Case, own, again)
        copied(cursor, CaseEvent, {"id": f"id + copy * {events}", "case_id": "case_id + apart"}, again)
        cursor.execute("VACUUM ANALYZE")
