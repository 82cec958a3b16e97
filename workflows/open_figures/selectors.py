"""Reading the periods that are open to everybody, and those that could be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import F, QuerySet

from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.reports.definitions import handed_out, today
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import Period, parse

YEAR: Final = 12
"""Months: what is older says little of how an agency answers today."""


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


def latest_answers_of(code: str) -> tuple[OpenPeriod | OpenBlock, Mapping[str, int | None]] | None:
    """The latest span of which both the received and the answered of an agency are told, with its figures: one that
    ended within a year of the latest open month."""
    months = list(open_months()[:YEAR])
    if not months:
        return None
    oldest = parse(months[0].kind, months[0].period).months()[0].name
    spans: list[tuple[str, int, OpenPeriod | OpenBlock, Mapping[str, int | None]]] = [
        (month.period, 1, month, month.told["tables"]["agencies"].get(code, {})) for month in months
    ]
    for kept in OpenBlock.objects.all():
        spans.append((kept.block.months[-1].name, kept.block.length, kept, kept.told.get(code, {})))
    told = [
        span
        for span in spans
        if span[0] >= oldest and span[3].get("received") is not None and span[3].get("answered") is not None
    ]
    latest = max(told, key=lambda span: (span[0], -span[1]), default=None)
    return None if latest is None else (latest[2], latest[3])


def open_blocks() -> list[OpenBlock]:
    """The blocks of months in which anything is told of any agency, the latest first."""
    return [each for each in OpenBlock.objects.all() if any(map(tells, each.told.values()))]


def blocks_of(code: str) -> list[OpenBlock]:
    """Those in which anything is told of this one. Reads them all."""
    return [each for each in OpenBlock.objects.all() if tells(each.told.get(code, {}))]


def definitions_of(block: OpenBlock) -> int:
    """The version of the definitions that counted its months: all of them by one."""
    months = open_months().filter(period__in=[each.name for each in block.block.months])
    return max((month.snapshot.definitions for month in months), default=today())


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
