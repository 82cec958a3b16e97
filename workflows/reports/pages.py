"""The pages of a report as HTML, in a language: what the PDF is made of, and what the screen shows of it."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from permissions.written_time import written_day, written_moment
from workflows.reports import contents, definitions
from workflows.reports.apart_told import apart_lines
from workflows.reports.freezing import register
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.registers import Entry, digest_of
from workflows.reports.rows import Row, Words, entry_of

PRINTED = 500
"""How many rows of a yearly register are printed, the oldest first; beyond that paper helps nobody, and the
spreadsheet under the same checksum has all of them."""


class RegisterDiffers(Exception):
    """The diary no longer gives the register that was frozen."""


def frozen_register(snapshot: Snapshot) -> list[Entry]:
    """The rows of a snapshot's register, read from the diary again. Raises ``RegisterDiffers``."""
    rows = register(contents.period_of(snapshot), snapshot.cut_off)
    if (len(rows), digest_of(rows)) != (snapshot.register_rows, snapshot.register_digest):
        raise RegisterDiffers
    return rows


def html_of(snapshot: Snapshot, language: str) -> str:
    """The whole document. Raises ``RegisterDiffers`` for a yearly report whose register has changed."""
    with translation.override(language):
        context = figures(snapshot) | {"language": language, "direction": translation.get_language_bidi()}
        if snapshot.kind == ReportKind.YEARLY:
            entries = frozen_register(snapshot)
            context["register"] = _rows(snapshot, entries[:PRINTED])
            return render_to_string("reports/yearly.html", context)
        return render_to_string("reports/monthly.html", context)


def figures(snapshot: Snapshot) -> dict[str, Any]:
    """What the templates need, in the active language."""
    period = contents.period_of(snapshot)
    former = contents.former(snapshot)
    return {
        "snapshot": snapshot,
        "checksum": snapshot.checksum,
        "title": contents.report_title(snapshot),
        "period": period,
        "period_name": contents.period_name(period),
        "former_name": contents.period_name(period.former),
        "monthly": snapshot.kind == ReportKind.MONTHLY,
        "first_day": written_day(period.first_day),
        "last_day": written_day(period.last_day),
        "to_date": snapshot.cut_off < period.end,
        "cut_off": written_moment(snapshot.cut_off),
        "counted_at": written_moment(snapshot.made_at),
        "whole": contents.version_of(snapshot).whole,
        "older": definitions.is_older(snapshot.definitions),
        "definitions_today": definitions.today(),
        "national": contents.national(snapshot),
        "rates": contents.shares(contents.national(snapshot)),
        "former_rates": None if former is None else contents.shares(former),
        "apart": apart_lines(snapshot),
        "totals": contents.totals(snapshot),
        "agencies": contents.agencies(snapshot),
        "level_numbers": contents.levels_of(snapshot),
        "levels": contents.levels(snapshot),
        "kinds": contents.kinds(snapshot),
        "channels": contents.channels(snapshot),
        "outcomes": contents.outcomes(snapshot),
        "months": contents.months(snapshot),
        "oldest": _rows(snapshot, [entry_of(said) for said in snapshot.numbers["oldest"]]),
    }


def _rows(snapshot: Snapshot, entries: list[Entry]) -> list[Row]:
    """Rows of what was pending at the end of the period."""
    until = min(contents.period_of(snapshot).end, snapshot.cut_off)
    words = Words(snapshot, entries)
    return [words.row(each, until) for each in entries]
