"""What a number of a national report opens: the requests behind it, as they were frozen with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import level_name
from permissions.agencies.rights import VIEW_CASE
from permissions.translated_text import in_language
from portal.admin_screens.cases_shown import beyond, case_row
from portal.admin_screens.paging import page_address, page_number
from portal.admin_screens.screen import holds
from portal.reports.unit_screens import EditionScreen
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Outcome
from workflows.figures.terms import TERMS
from workflows.reports.corrections import row_name
from workflows.reports.definitions import Words, measures_of
from workflows.reports.figure_lists import numbers_behind, readable_of
from workflows.reports.models import Snapshot
from workflows.reports.story import ANSWERED
from workflows.saved_reports.opened_cases import in_band

PAGE: Final = 50
LAST_PAGE: Final = 2_000
UNNAMED: Final[Mapping[str, Words]] = {
    "rated": _("Ratings"),
    "needs_said": _("Citizens who said whether they got what they needed"),
    "escalated_by_clock": _("Automatic escalations"),
}
"""Figures that stand in a report within a sentence alone."""


class FigureScreen(EditionScreen):
    """A page of them, newest first, each as it stands today; of the others it says how many there are, in bands."""

    template_name = "figures/requests.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        edition, snapshot = self.edition(kind, name)
        figure, table, row = (request.GET.get(each, "") for each in ("figure", "table", "row"))
        try:
            numbers = numbers_behind(snapshot, figure, table, row)
        except LookupError as error:
            raise NotAllowed from error
        cases = readable_of(numbers, self.actor, self.held)
        count = cases.order_by().count()
        page = page_number(request.GET, last=LAST_PAGE)
        asked = {each: str(request.GET[each]) for each in ("edition", "figure", "table", "row") if each in request.GET}
        context = {
            "named": figure_name(snapshot, figure),
            "row": row_name(table, row, snapshot) if table else "",
            "says": _says(snapshot, figure, table, row),
            "frozen": len(numbers),
            "count": count,
            "opens": holds(self.held, VIEW_CASE),
            "beyond": beyond(in_band(len(numbers) - count)),
            "rows": [case_row(each) for each in cases[(page - 1) * PAGE : page * PAGE]],
            "number": page,
            "former": page_address(asked, page - 1) if page > 1 else "",
            "next": page_address(asked, page + 1) if count > page * PAGE and page < LAST_PAGE else "",
        }
        return self.show(self.said(edition, snapshot) | context)


def _says(snapshot: Snapshot, figure: str, table: str, row: str) -> int:
    """The number itself."""
    if figure == "days":
        return int(snapshot.numbers["days"][1])
    numbers = snapshot.numbers
    return int((numbers[table].get(row, {}) if table else numbers["national"]).get(figure, 0))


def figure_name(snapshot: Snapshot, figure: str) -> str:
    """What a figure is called, with the part that it is split by, in the active language."""
    key, _dot, part = figure.partition(".")
    measure = next((each for each in measures_of(snapshot.definitions) if each.key == key), None)
    if measure is None:
        return in_language(TERMS["days"].name)
    name = str(measure.words or measure.term or UNNAMED.get(key, key))
    return f"{name}: {_part_name(key, part)}" if part else name


def _part_name(key: str, part: str) -> str:
    if key == "closed":
        return str(Outcome(part).label) if part in Outcome.values else part
    if part == ANSWERED:
        return _now("With the citizen")
    return part if key == "rated" else level_name(int(part))
