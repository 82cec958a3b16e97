"""The months of the country, or of one agency, as a line: what came in and what of it was answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from permissions.writing import written_number
from portal.charts.chart import Chart, Series
from portal.charts.shown import render
from portal.open_figures.shown import Share
from workflows.reports.document import period_name
from workflows.reports.period import Period, down_to

FEWEST: Final = 3
"""Months; of fewer a line says nothing that their table does not."""
NOT_OPEN: Final = "–"


def months_drawn(told: Sequence[tuple[Period, Share]]) -> SafeString | None:
    """``told``: of each month, the latest first, how many requests were received, and of these answered. Where a number
    is kept back, and where a month between others is not open, the line breaks off. None where no number is told.
    """
    if len(told) < FEWEST:
        return None
    found = dict(told)
    periods = list(down_to(told[-1][0], told[0][0]))[::-1]
    shares = [found.get(each) for each in periods]
    chart = Chart(
        kind="line",
        says=_("Requests received, and how many were answered, month by month"),
        categories=tuple(period_name(each) for each in periods),
        series=(
            _series(_("Received"), shares, lambda share: share.whole),
            _series(_("Answered"), shares, lambda share: share.part),
        ),
        heading=_("Month"),
    )
    return render(chart) if chart.numbers else None


def _series(name: str, shares: Sequence[Share | None], number: Callable[[Share], int | None]) -> Series:
    """Of months that are not open there is no share."""
    numbers = [None if share is None else number(share) for share in shares]
    words = [
        written_number(each) if each is not None else _("withheld") if share is not None else NOT_OPEN
        for each, share in zip(numbers, shares, strict=True)
    ]
    return Series(name, tuple(numbers), tuple(words))
