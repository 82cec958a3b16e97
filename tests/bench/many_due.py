"""A thousand deadlines due among a million that are open: what a pass costs there, against ten thousand."""

from __future__ import annotations

from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

from permissions.now import standing_at
from tests.bench.country import fill
from tests.bench.figures import Sheet
from tests.bench.meter import Cost, measured
from tests.bench.sizes import Sizes
from tests.bench.sweeps import A_FEW_MORE, instant_of, memory, spread
from workflows.cases.models import Case, Work
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline

LATER = {
    "postgresql": "due + interval '60 days'",
    "sqlite": "datetime(due, '+60 days')",  # as Django writes it: what is compared are texts
}


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Sweep the first thousand of a few; copy what is open where the database is, due much later; sweep the next."""
    fill(sizes.few_due, most=sizes.few_due)
    spread()
    before = _swept(sizes.due)
    _copy(sizes.due_copies)
    among = Deadline.objects.filter(done__isnull=True).count()
    after = _swept(sizes.due)
    name = f"sweep, {sizes.due:,} due among {among:,} open, {connection.vendor}"
    sheet.add(f"{name}: time", after.wall / 1000, "s", 6)
    more = len(after.statements) - len(before.statements)
    sheet.add(f"{name}: statements more than among {sizes.few_due:,}", more, "count", 0)
    peak, program = memory(sizes.due)
    sheet.add(f"{name}: memory", peak, "MB", 150)
    sheet.add(f"{name}: memory above the program's own", peak - program, "MB")


def _swept(count: int) -> Cost:
    with standing_at(instant_of(count)), measured() as cost:
        swept = sweep_clock()
    assert count <= swept.due <= count * A_FEW_MORE, swept
    assert not swept.failed, swept
    return cost


def _copy(copies: int) -> None:
    with connection.cursor() as cursor:
        highest = (model._default_manager.aggregate(most=Max("pk"))["most"] for model in (Case, Work, Deadline))
        case, work, deadline = (f"copy.n * {step}" for step in highest)
        alive = f"FROM copy, {Case._meta.db_table} WHERE closed_at IS NULL"
        own = {"id": f"id + {case}", "tracking": f"CAST(id + {case} AS text)", "engine_process": "NULL"}
        insert(cursor, Case, own | {"idempotency_key": "idempotency_key || '-' || copy.n"}, alive, copies)
        own = {"id": f"id + {work}", "case_id": f"case_id + {case}"}
        insert(cursor, Work, own, f"FROM copy, {Work._meta.db_table} WHERE done_at IS NULL", copies)
        own = {"id": f"id + {deadline}", "case_id": f"case_id + {case}", "work_id": f"work_id + {work}"}
        still = f"FROM copy, {Deadline._meta.db_table} WHERE done IS NULL AND due IS NOT NULL"
        insert(cursor, Deadline, own | {"due": LATER[connection.vendor]}, still, copies)
        # The next row's key comes after those that were copied.
        for statement in connection.ops.sequence_reset_sql(no_style(), [Case, Work, Deadline]):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def insert(cursor: Any, model: type[Model], own: dict[str, str], source: str, copies: int) -> None:
    """Rows of a table so many times again, where the database is; ``own`` are the columns that differ."""
    table, columns = model._meta.db_table, [str(field.column) for field in model._meta.concrete_fields]
    values = ", ".join(own.get(column, f'"{column}"') for column in columns)
    numbers = "WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < %s)"
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(f"INSERT INTO {table} ({names}) {numbers} SELECT {values} {source}", [copies - 1])
