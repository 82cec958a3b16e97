"""How long tables of figures take over a million requests, whose rows are written past every request."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from permissions.agencies.models import Agency
from permissions.now import now
from permissions.writing import local
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from workflows.figures.models import Standing
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Reach, reckon

SEEDS: Final = 1_000
"""Rows that are drawn; all others are copies of them."""
FIRST_CASE: Final = 10_000_000_000
"""Ids from here on are of no request."""
GOAL: Final = {"postgresql": 3.0, "sqlite": 8.0}
YEAR: Final = Period("last_12_months")
TABLES: Final = {
    "received and answered, by agency and month": Question(
        measures=("received", "answered_share"), period=YEAR, rows=("agency",), column="month"
    ),
    "median time to the decision, by agency and quarter": Question(
        measures=("days_to_decision",), period=YEAR, rows=("agency",), column="quarter"
    ),
    "pending at the end of each month": Question(measures=("pending",), period=YEAR, column="month"),
    "resolved, by governorate and category, compared": Question(
        measures=("resolved_share",), period=YEAR, rows=("governorate", "category"), compared=True
    ),
}


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Each table once, as somebody would ask for it."""
    with without_requests():
        rows = fill(sizes.figured)
    for name, question in TABLES.items():
        began = time.perf_counter()
        reckon(question, Reach())
        told = f"{name}: {rows} rows, {connection.vendor}"
        sheet.add(told, time.perf_counter() - began, "s", GOAL[connection.vendor])


@contextmanager
def without_requests() -> Iterator[None]:
    """Rows may name requests that are not there."""
    off, on = {
        "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = origin"),
        "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(off)
        yield
        cursor.execute("ANALYZE")
        cursor.execute(on)


def fill(most: int) -> int:
    """At least so many rows, by doubling; returns how many there are."""
    draw = random.Random(15)  # noqa: S311  no secret: the same rows each time
    agencies = list(Agency.objects.values_list("pk", flat=True))
    Standing.objects.bulk_create(_row(number, agencies, draw) for number in range(SEEDS))
    columns = [field.column for field in Standing._meta.concrete_fields if field.column not in ("id", "case_id")]
    named = ", ".join(f'"{column}"' for column in columns)
    count = SEEDS
    while count < most:
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO workflows_standing ("case_id", {named}) SELECT "case_id" + %s, {named}'  # noqa: S608  columns of our own
                ' FROM workflows_standing WHERE "case_id" >= %s',
                [count, FIRST_CASE],
            )
        count *= 2
    return count


def _row(number: int, agencies: list[int], draw: random.Random) -> Standing:
    """A request of the last two years, that stands as it does."""
    opened: datetime = now() - timedelta(minutes=draw.randrange(1, 730 * 1440))
    took = draw.randrange(60, 40 * 1440)
    over = opened + timedelta(minutes=2 * took)
    closed = over < now()
    ended = local(over).date() if closed else None
    said: dict[str, Any] = {
        "kind": draw.choice(("complaint", "inquiry", "suggestion")),
        "channel": draw.choice(("web", "app", "call")),
        "governorate": draw.choice(("amman", "irbid", "zarqa", "balqa", "karak", "")),
        "category": draw.choice(("roads", "lights", "water", "waste", "")),
        "priority": "normal",
    }
    return Standing(
        case_id=FIRST_CASE + number,
        number=1,
        language="ar",
        agency_id=draw.choice(agencies),
        since=over if closed else opened,
        opened_at=opened,
        opened_on=local(opened).date(),
        status="closed" if closed else "in_progress",
        outcome=draw.choice(("resolved", "refused", "explained")) if closed else "",
        answered_on=ended,
        decided_on=ended,
        closed_on=ended,
        answer_took=took if closed else None,
        decision_took=took if closed else None,
        closing_took=took if closed else None,
        **said,
    )
