"""Reading the periods that are open to everybody, and those that could be."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F, QuerySet

from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.reports.definitions import handed_out
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import Period, parse


def open_months() -> QuerySet[OpenPeriod]:
    """The months whose figures are open, the latest first."""
    return (
        OpenPeriod.objects.filter(kind=ReportKind.MONTHLY)
        .select_related("snapshot")
        .defer("snapshot__numbers", "snapshot__names")
    )


def months_of(code: str) -> list[OpenPeriod]:
    """The open months in which an agency has a row, the latest first. Reads them all."""
    return [each for each in open_months() if code in each.told["tables"]["agencies"]]


def latest_of(code: str) -> OpenPeriod | None:
    """The latest open month, where the agency has a row in it. One query."""
    latest = open_months().first()
    return latest if latest is not None and code in latest.told["tables"]["agencies"] else None


def open_blocks() -> list[OpenBlock]:
    """The blocks of months in which anything is told of any agency, the latest first."""
    return [each for each in OpenBlock.objects.all() if any(map(tells, each.told.values()))]


def blocks_of(code: str) -> list[OpenBlock]:
    """Those in which anything is told of this one. Reads them all."""
    return [each for each in OpenBlock.objects.all() if tells(each.told.get(code, {}))]


def tells(figures: Mapping[str, int | None]) -> bool:
    """Whether one of them is not withheld."""
    return any(number is not None for number in figures.values())


def open_years() -> QuerySet[OpenPeriod]:
    """The years of which those set apart are told, the latest first."""
    return OpenPeriod.objects.filter(kind=ReportKind.YEARLY)


def open_period(period: Period) -> OpenPeriod | None:
    """The open figures of a period, where they are open."""
    return OpenPeriod.objects.filter(kind=period.kind, period=period.name).first()


def can_be_opened(snapshot: Snapshot) -> bool:
    """Whether these are the figures of a whole period, counted without those that are set apart."""
    ended = snapshot.cut_off >= parse(snapshot.kind, snapshot.period).end
    whole = snapshot.definitions in handed_out()
    return ended and whole and (snapshot.kind == ReportKind.MONTHLY or bool(snapshot.numbers.get("apart")))


def to_open(period: Period) -> Snapshot | None:
    """The edition of a period whose figures could be opened: the one that was signed, since that is the report, else
    the latest. None once they are open."""
    if open_period(period) is not None:
        return None
    editions = Snapshot.objects.filter(kind=period.kind, period=period.name)
    signed_first = F("preparation__signed_at").desc(nulls_last=True)
    found = editions.order_by(signed_first, "-cut_off", "-definitions", "-pk")
    return next((each for each in found if can_be_opened(each)), None)
