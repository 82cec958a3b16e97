"""The register of a report as a spreadsheet, written row by row, under the checksum of the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import islice

from django.utils import translation
from django.utils.translation import gettext as _

from permissions.spreadsheet import Book, Value
from permissions.translated_text import in_language
from permissions.writing import local, written_moment, written_zone
from workflows.figures.terms import TERMS
from workflows.reports import document
from workflows.reports.definitions import tells_promises
from workflows.reports.diary import numbers_by_day
from workflows.reports.document import told_of
from workflows.reports.editions import preparation_of
from workflows.reports.freezing import frozen_register
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.register import Row, Words
from workflows.reports.unit_models import RegisterLine

AT_ONCE = 2000
"""Lines that are read at once."""

Column = tuple[str, float, Callable[[Row], Value]]
"""Its heading, its width in characters, and its value."""


def make_spreadsheet(snapshot: Snapshot, language: str) -> bytes:
    """A sheet with the register, one with what it is. Raises ``RegisterDiffers``."""
    with translation.override(language):
        entries = frozen_register(snapshot)
        period = document.period_of(snapshot)
        until = snapshot.cut_off if snapshot.kind == ReportKind.MONTHLY else min(period.end, snapshot.cut_off)
        words, said = Words(snapshot, entries.holders), _said_by_agencies(snapshot)
        rows = (words.row(each, until) for each in entries)
        out = BytesIO()
        with Book(out, document.report_title(snapshot), made_at=snapshot.made_at) as book:
            _register(book, (replace(row, said_by_agency=said[row.number]) for row in rows) if said else rows, snapshot)
            _about(book, snapshot)
        return out.getvalue()


def _said_by_agencies(snapshot: Snapshot) -> dict[str, str]:
    """By number, in words; nothing where the agencies were not asked."""
    if preparation_of(snapshot).asked_at is None:
        return {}
    return {line.number: told_of(line) for line in RegisterLine.objects.filter(snapshot=snapshot).iterator(AT_ONCE)}


def _register(book: Book, rows: Iterable[Row], snapshot: Snapshot) -> None:
    heads, widths, values = zip(*_columns(snapshot), strict=True)
    sheet = book.sheet(_("Register"), heads=heads, widths=widths)
    sheet.worksheet.freeze_panes(1, 1)
    there = iter(rows)
    while few := list(islice(there, AT_ONCE)):
        by_day = numbers_by_day([row.number for row in few])
        for row in few:
            cells = [value(row) for value in values]
            sheet.add([_day(each) for each in cells] if row.number in by_day else cells)
    sheet.sift()


def _day(cell: Value) -> Value:
    """A moment without its hour."""
    return local(cell).date() if isinstance(cell, datetime) else cell


def _columns(snapshot: Snapshot) -> list[Column]:
    first: list[Column] = [
        (_("Number"), 14, lambda row: row.number),
        (_("Received"), 17, lambda row: row.opened_at),
        (_("Status"), 18, lambda row: row.status),
        (_("Kind"), 14, lambda row: row.kind),
        (_("Channel"), 12, lambda row: row.channel),
        (_("Agency"), 38, lambda row: row.agency),
        (_("Level"), 12, lambda row: row.level_name),
        (_("Age in days"), 11, lambda row: row.age),
        (_("Last act"), 22, lambda row: row.last_act),
        (_("Time of the last act"), 17, lambda row: row.last_at),
        (_("Holder"), 38, lambda row: row.holder),
    ]
    if tells_promises(snapshot.definitions):
        first += [
            (in_language(TERMS["missed"].name), 20, lambda row: row.missed),
            (in_language(TERMS["missed_inside"].name), 20, lambda row: row.missed_inside),
        ]
    if snapshot.kind == ReportKind.YEARLY:
        return [*first, (_("The agency says"), 38, lambda row: row.said_by_agency)]
    return [
        *first,
        (_("First reply"), 17, lambda row: row.answered_at),
        (_("Closed on"), 17, lambda row: row.closed_at),
        (_("Outcome"), 24, lambda row: row.outcome),
        (_("Escalations"), 11, lambda row: row.escalations),
        (_("Referrals"), 11, lambda row: row.referrals),
        (_("Objections"), 11, lambda row: row.reopenings),
        (_("Rating"), 9, lambda row: row.stars),
    ]


def _about(book: Book, snapshot: Snapshot) -> None:
    """What the register is, and how to know that it belongs to the report."""
    sheet = book.sheet(_("About"), widths=[28, 80])
    period = document.period_of(snapshot)
    lines: tuple[tuple[str, Value], ...] = (
        (_("Report"), document.report_title(snapshot)),
        (_("Cut-off"), written_moment(snapshot.cut_off)),
        (_("To date"), _("yes") if snapshot.cut_off < period.end else _("no")),
        (_("Rows"), snapshot.register_rows),
        (_("Signed"), _signed(snapshot)),
        (_("Checksum"), snapshot.checksum),
        (_("Digest of the register"), snapshot.register_digest),
        (_("Definitions"), snapshot.definitions),
        (
            _("Left out"),
            _("Sensitive requests, and requests from which somebody whom they concern is shut out."),
        ),
        *_promises(snapshot),
        (_("Times"), _("By %(zone)s.") % {"zone": written_zone()}),
    )
    for name, value in lines:
        sheet.add([name, value], bold=1)


def _promises(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What the columns of promises missed have, where there are such."""
    if tells_promises(snapshot.definitions):
        until = _("Each row counts those up to the moment that it shows.")
        for key in ("missed", "missed_inside"):
            yield in_language(TERMS[key].name), f"{in_language(TERMS[key].meaning)} {until}"


def _signed(snapshot: Snapshot) -> str:
    preparation = preparation_of(snapshot)
    if preparation.signed_at is None:
        return _("not yet: this is a draft")
    named = {"person": in_language(preparation.signed_name), "moment": written_moment(preparation.signed_at)}
    return _("%(person)s, %(moment)s") % named
