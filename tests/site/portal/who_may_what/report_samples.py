"""What stands for the parameters of the routes of the national reports."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.site.portal.who_may_what.world import World
from workflows.open_figures.models import OpenPeriod
from workflows.open_figures.services import telling_of
from workflows.reports.models import FileFormat, Snapshot
from workflows.reports.period import Period
from workflows.reports.register import Entry, told
from workflows.reports.services import Wanted, request_files, take_snapshot
from workflows.reports.tasks import make_file
from workflows.reports.unit_models import Preparation, RegisterLine


def figures(world: World) -> dict[str, dict[str, Any]]:
    """A file of the month that goes on; the year before, whose lines the agencies are asked to confirm."""
    today = now() + timedelta(minutes=1)  # what was filed just now is counted
    period = Period(today.year, today.month)
    wanted = [Wanted(FileFormat.SPREADSHEET, "ar")]
    with standing_at(today):
        (file,) = request_files(
            period=period, cut_off=today.replace(second=0, microsecond=0), wanted=wanted, actor=Actor.operator
        )
        make_file(file.pk)
    _open(period)
    former = Period(today.year - 1)
    year = take_snapshot(period=former, cut_off=former.end, actor=Actor.operator)
    return {
        "admin/figures/": {"file_id": file.pk, "kind": "monthly", "name": period.name},
        "admin/figures/<slug:kind>/<slug:name>/register/": {"kind": "yearly", "name": year.period},
        "<language>/figures/": {"name": period.name},
        "admin/register/": {"snapshot_id": year.pk, "line_id": _asked_line(world, year).pk},
    }


def _open(period: Period) -> None:
    """Its figures, to everybody."""
    snapshot = Snapshot.objects.get(kind=period.kind, period=period.name)
    telling = telling_of(snapshot)
    OpenPeriod.objects.create(
        kind=period.kind,
        period=period.name,
        snapshot=snapshot,
        told=telling.told,
        names=telling.names,
        opened_at=now(),
    )


def _asked_line(world: World, year: Snapshot) -> RegisterLine:
    """A line of the agency of all, which is asked to confirm it."""
    Preparation.objects.create(snapshot=year, laid_out_at=now(), asked_at=now())
    case = world.cases["mine"]
    row = Entry(
        number=case.tracking,
        opened_at=case.opened_at,
        status="in_progress",
        closed_at=None,
        kind=case.kind.code,
        channel="web",
        last_act="opened",
        last_at=case.opened_at,
        missed=0,
        missed_inside=0,
    )
    said = json.loads(json.dumps(told(row), default=datetime.isoformat))
    return RegisterLine.objects.create(
        snapshot=year, place=1, agency=world.land.agencies["moh"], case=case, number=case.tracking, said=said
    )
