"""The national reports over a million requests: numbers frozen from the diary, their PDF, and a long register."""

from __future__ import annotations

import math
import tempfile
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.db.models import Max

from permissions.now import now
from permissions.writing import local
from tests.bench.figures import Sheet
from tests.bench.million import copied
from tests.bench.sizes import Sizes
from tests.bench.year import Ran, run
from workflows.cases.models import Case, CaseEvent
from workflows.reports.models import Snapshot
from workflows.reports.period import Period


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Goes on where the rows of figures were made; the month before gets as many requests as its register is to have.

    Each as an operator does it, by command: the first freezes the numbers, the others have them. The month before that
    one is frozen already, as by the platform itself on the first working day of each month. The editions that the demo
    froze before the month was filled are gone: each figure would stand in the report once more, as a correction.
    """
    before = local(now()).replace(day=1) - timedelta(days=1)
    month = Period(before.year, before.month)
    _forget_editions()
    _fill(month, sizes.registered)
    cases, events = Case.objects.count(), CaseEvent.objects.count()
    with tempfile.TemporaryDirectory() as folder:
        _written(month.former, "ar", Path(folder) / "former.pdf")
        among = f"over {cases:,} requests and {events:,} events, {connection.vendor}"
        first = _written(month, "ar", Path(folder) / "first.pdf")
        _told(sheet, f"monthly PDF, numbers not frozen yet, {among}", first, seconds=20, megabytes=300)
        second = _written(month, "en", Path(folder) / "second.pdf")
        _told(sheet, "monthly PDF, of frozen numbers", second, seconds=20, megabytes=300)
        rows = Snapshot.objects.get(kind="monthly", period=month.name).register_rows
        register = _written(month, "ar", Path(folder) / "register.xlsx")
        _told(sheet, f"register of {rows:,} rows as a spreadsheet", register, seconds=60, megabytes=200)


def _told(sheet: Sheet, name: str, ran: Ran, *, seconds: int, megabytes: int) -> None:
    sheet.add(name, ran.seconds, "s", seconds)
    sheet.add(f"{name}: CPU of the command", ran.cpu, "s")
    sheet.add(f"{name}: memory", ran.peak, "MB", megabytes)


def _written(month: Period, language: str, output: Path) -> Ran:
    ran = run("report", "monthly", month.name, "--language", language, "--output", str(output))
    assert output.stat().st_size > 0
    return ran


def _forget_editions() -> None:
    """The database lets nobody change one, but for whoever switches its triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {Snapshot._meta.db_table} CASCADE")
        cursor.execute("RESET session_replication_role")


def _fill(month: Period, wanted: int) -> None:
    """Copy requests of a month, with what happened to them, where the database is, until its register is so long."""
    last = Case.objects.aggregate(last=Max("pk"))["last"]
    last_event = CaseEvent.objects.aggregate(last=Max("pk"))["last"]
    opened = Case.objects.filter(opened_at__gte=month.start, opened_at__lt=month.end)
    times = wanted / opened.filter(track="ordinary", guarded=False, held=False).count()
    again = f"FROM generate_series(1, {math.ceil(times) - 1}) AS copy"
    chosen = f"opened_at >= '{month.start}' AND opened_at < '{month.end}' AND id <= {last}"
    chosen += " AND track = 'ordinary' AND NOT guarded AND NOT held"
    some = f"< 1000 * ({times} - copy)"  # of the last copy a part
    with connection.cursor() as cursor:
        own = {"id": f"id + copy * {last}", "tracking": "substr(md5(id || '+' || copy), 1, 16)"}
        own |= {"idempotency_key": "idempotency_key || '+' || copy", "engine_process": "NULL"}
        copied(cursor, Case, own, again, where=f"WHERE {chosen} AND mod(id, 1000) {some}")
        own = {"id": f"id + copy * {last_event}", "case_id": f"case_id + copy * {last}"}
        cases = f"SELECT id FROM {Case._meta.db_table} WHERE {chosen}"  # noqa: S608  names and days of our own
        copied(cursor, CaseEvent, own, again, where=f"WHERE case_id IN ({cases}) AND mod(case_id, 1000) {some}")
        cursor.execute("VACUUM ANALYZE")
