"""A search over a million cases: for the complaints unit, which reads all of them, and for officers of one agency."""

from __future__ import annotations

import json
from functools import partial
from typing import Final

from django.db import connection
from django.db.models import Max, Model

from tests.bench.country import BUSY, WORD_OF_MANY, fill
from tests.bench.figures import Sheet
from tests.bench.many_due import insert
from tests.bench.meter import Cost, costs, typical
from tests.bench.screens import fetched, signed_in
from tests.bench.sizes import Sizes
from workflows.cases.models import Case
from workflows.search.models import CaseWords

LOOKED_FOR: Final = {
    "a word of a sixth": f"q={WORD_OF_MANY}",
    "a word of all": "q=راجعت",
    "a word of few": "q=976",
    "two words": f"q={WORD_OF_MANY}+976",
    "a word of none": "q=زعفران",
    "an address": "q=citizen77@example.org",
    "answered ones alone": f"q={WORD_OF_MANY}&state=answered",
    "of one kind": f"q={WORD_OF_MANY}&kind=praise",
}
READERS: Final = {"central": "central", "a busy agency": f"officer-{BUSY}"}


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Fill some; copy cases and their words where the database is; look for words of many, of few and of none."""
    fill(sizes.searched, most=sizes.searched)
    _copy(sizes.copies)
    _analyzed()
    print(f"{CaseWords.objects.count():,} rows", flush=True)
    among = sizes.searched * sizes.copies
    for reader, login in READERS.items():
        client, all_of_them = signed_in(login), list[Cost]()
        for what, asked in LOOKED_FOR.items():
            found = costs(partial(fetched, client, f"/admin/desk/search/?{asked}"), times=sizes.calls)
            print(
                json.dumps({reader: what, "ms": round(_slow(found)), "of CPU": round(typical(found, _cpu))}), flush=True
            )
            sheet.add(f"search, {reader}, {what}: statements", typical(found, _statements), "count", 30)
            all_of_them += found
        name = f"search, {reader}, among {among:,}, {connection.vendor}"
        sheet.add(f"{name}: 95th percentile", _slow(all_of_them), "ms", 200)


def _slow(found: list[Cost]) -> float:
    """The time that 95 of 100 calls do not exceed."""
    times = sorted(cost.wall for cost in found)
    return times[min(len(times) * 95 // 100, len(times) - 1)]


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _statements(cost: Cost) -> float:
    return len(cost.statements)


def _copy(copies: int) -> None:
    with connection.cursor() as cursor:
        step = Case.objects.aggregate(most=Max("pk"))["most"]
        own = {"id": f"id + copy.n * {step}", "tracking": f"CAST(id + copy.n * {step} AS text)"}
        own |= {"idempotency_key": "idempotency_key || '-' || copy.n", "engine_process": "NULL"}
        tables: dict[type[Model], dict[str, str]] = {
            Case: own,
            CaseWords: {"case_id": f"case_id + copy.n * {step}"},
        }
        for model, changed in tables.items():
            insert(cursor, model, changed, f"FROM copy, {model._meta.db_table}", copies)


def _analyzed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
