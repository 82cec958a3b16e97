"""A million open cases: what the inbox costs there, the complaints unit's against a hundred thousand, and each view."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.db.models import Model
from django.test import Client

from permissions.agencies.models import Agency
from permissions.people.models import User
from tests.bench.country import BUSY, WORD_OF_MANY, fill
from tests.bench.figures import Sheet
from tests.bench.meter import Cost, costs, typical, yards
from tests.bench.screens import add_cpu, fetched, signed_in
from tests.bench.sizes import Sizes
from workflows.cases.models import Case, CaseEvent, EventVerb, Work

INBOXES = {
    "plain": "/admin/desk/",
    "search": f"/admin/desk/?q={WORD_OF_MANY}",
    "rare search": "/admin/desk/?q=976",
}
VIEWS = {
    "central": ("", "agency", "mine", "triage", "waiting", "answered", "closed"),
    f"officer-{BUSY}": ("", "mine", "waiting", "answered", "closed"),
    f"level1-{BUSY}": ("", "mine", "climbed", "waiting", "answered", "closed"),
}
"""By who looks."""
ONE_IN = 200
"""Every so many case accuses someone."""
CAME = 200
"""Requests that news are asked of."""


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Fill to the smaller size and look; make ten of each case, where the database is, and look again."""
    fill(sizes.many_open, most=sizes.many_open)
    _accuse()
    _spread()
    before = _inboxes(sizes)
    copies = sizes.copies
    _copy(copies)
    after = _inboxes(sizes)
    cases = sizes.many_open * copies
    for name, found in after.items():
        sheet.add(f"inbox, central, {name}: statements at {cases:,}", typical(found, _statements), "count", 15)
        add_cpu(sheet, f"inbox, central, {name}: CPU at {cases:,}", found, 60)
        if name == "plain":
            times = yards(found) / yards(before[name])
            sheet.add(f"inbox, central: CPU at {cases:,} against {sizes.many_open:,}", times, "times", 1.2)
    _views(sheet, sizes, cases)


def _views(sheet: Sheet, sizes: Sizes, cases: int) -> None:
    """What each view costs those whom it is offered, and what asking for news does."""
    for login, views in VIEWS.items():
        client = signed_in(login)
        for view in views:
            found = costs(partial(fetched, client, f"/admin/desk/?view={view}"), times=sizes.calls)
            name = f"inbox, {login}, view {view or 'open'}"
            sheet.add(f"{name}: statements at {cases:,}", typical(found, _statements), "count", 12)
            add_cpu(sheet, f"{name}: CPU at {cases:,}", found, 40)
        since = quote(_when_many_had_not_come().isoformat())
        nothing = costs(partial(_asked, client, "/admin/desk/news/"), times=3)
        found = costs(partial(_asked, client, f"/admin/desk/news/?since={since}"), times=sizes.calls)
        own = typical(found, _statements) - typical(nothing, _statements)
        sheet.add(f"inbox, {login}, news: statements of its own at {cases:,}", own, "count", 1)
        add_cpu(sheet, f"inbox, {login}, news: CPU at {cases:,}", found, 20)


def _when_many_had_not_come() -> datetime:
    """A moment after which ``CAME`` requests came: as many as a country has in a busy ten minutes."""
    opened = CaseEvent.objects.filter(verb=EventVerb.OPENED).order_by("-at", "-pk")
    return opened.values_list("at", flat=True)[CAME]


def _asked(client: Client, address: str, _number: int) -> None:
    assert client.get(address).status_code in (HTTPStatus.OK, HTTPStatus.NO_CONTENT)


def _spread() -> None:
    """Some cases are answered or closed, some wait for their citizen, some of the busy agency were escalated."""
    with connection.cursor() as cursor:
        for at, status in enumerate(("answered", "closed"), start=10):
            cursor.execute(
                "UPDATE workflows_case SET status = %s, outcome = 'resolved',"
                " closed_at = CASE WHEN %s = 'closed' THEN changed_at END WHERE mod(id, 50) = %s",
                [status, status, at],
            )
            cursor.execute("UPDATE workflows_work SET done_at = now() WHERE mod(case_id, 50) = %s", [at])
        cursor.execute(
            "UPDATE workflows_work SET question_open = true, paused_at = now(), due = NULL WHERE mod(case_id, 40) = 7"
        )
        above = User.objects.get(username=f"level1-{BUSY}")
        agency = Agency.objects.get(code=BUSY)
        cursor.execute(
            "UPDATE workflows_work SET level = 1, holder_id = %s WHERE agency_id = %s AND mod(case_id, 300) = 1",
            [above.pk, agency.pk],
        )
        cursor.execute("VACUUM ANALYZE")


def _inboxes(sizes: Sizes) -> dict[str, list[Cost]]:
    client = signed_in("central")
    return {name: costs(partial(fetched, client, address), times=sizes.calls) for name, address in INBOXES.items()}


def _accuse() -> None:
    """Some cases accuse the head of the agency where they lie: nobody of the complaints unit, which sees them."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workflows_case SET guarded = (mod(id, %s) = 0)", [ONE_IN])
        cursor.execute("UPDATE workflows_work SET guarded = (mod(case_id, %s) = 0)", [ONE_IN])
        cursor.execute(
            "INSERT INTO permissions_party (case_id, agency_id) SELECT id, agency_id FROM workflows_case WHERE guarded"
        )


def _copy(copies: int) -> None:
    """Copy cases, work and parties in the database itself: rows that the door would take an hour to write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM workflows_case")
        (step,) = cursor.fetchone()
        again = f"FROM generate_series(1, {copies - 1}) AS copy, LATERAL (SELECT copy * {step} AS apart) AS far"
        own = {"id": "id + apart", "tracking": "substr(md5(id || '-' || copy), 1, 16)"}
        own |= {"idempotency_key": "idempotency_key || '-' || copy", "engine_process": "NULL"}
        copied(cursor, Case, own, again)
        cursor.execute("SELECT max(id) FROM workflows_work")
        (works,) = cursor.fetchone()
        own = {"id": f"id + copy * {works}", "case_id": "case_id + apart"}
        copied(cursor, Work, own, again)
        columns = "case_id, agency_id"
        cursor.execute(
            f"INSERT INTO permissions_party ({columns}) SELECT case_id + apart, agency_id {again}, permissions_party"
        )
        cursor.execute("VACUUM ANALYZE")


def copied(cursor: Any, model: type[Model], own: dict[str, str], again: str, *, where: str = "") -> None:
    """Rows of a table once more, as ``again`` says; ``own``: the columns that differ, as SQL; ``where``: which rows."""
    table, columns = model._meta.db_table, [str(field.column) for field in model._meta.concrete_fields]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(own.get(column, f'"{column}"') for column in columns)
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} {again}, {table} {where}")


def _statements(cost: Cost) -> float:
    return len(cost.statements)
