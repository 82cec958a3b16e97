"""What a number opens: the requests behind it, those that whoever asks may read."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.admin_screens.cases_shown import beyond, case_row
from portal.admin_screens.paging import page_number
from portal.admin_screens.screen import UNPROCESSABLE
from portal.saved_reports.screen import FiguresScreen
from portal.saved_reports.shown import days_in_words, name, narrowed, said_of
from workflows.figures.errors import CannotReckon
from workflows.figures.in_force import named
from workflows.figures.reckoning import Table
from workflows.saved_reports.kept import table_for
from workflows.saved_reports.opened_cases import out_of_sight, readable_behind
from workflows.saved_reports.opening import Opened
from workflows.versions.raw import Malformed

PAGE: Final = 50
LAST_PAGE: Final = 200


class CasesScreen(FiguresScreen):
    """A page of them, newest first; of the others it says how many there are, in bands."""

    template_name = "saved_reports/cases.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.opens:
            return self.show({"cannot": _("Your rights reach figures, and no requests.")}, status=UNPROCESSABLE)
        try:
            opened = Opened.of_query(request.GET)
            table = table_for(opened.question, self.reach)
            return self.show(self._listed(opened, table))
        except Malformed:
            sentence = _("This address does not say which number it opens.")
        except CannotReckon as error:
            sentence = str(error)
        return self.show({"cannot": sentence}, status=UNPROCESSABLE)

    def _listed(self, opened: Opened, table: Table) -> dict[str, Any]:
        cases = readable_behind(opened, self.reach, self.actor, self.held)
        count = cases.order_by().count()
        page = page_number(self.request.GET, last=LAST_PAGE)
        rows = list(cases[(page - 1) * PAGE : page * PAGE])
        query = opened.as_query()
        return {
            "cannot": "",
            "says": said_of(opened, table),
            "measure": measure_of(opened),
            "days": days_in_words(table.days),
            "narrowed": narrowed(opened.question),
            "parts": self._parts(opened),
            "rows": [case_row(each) for each in rows],
            "count": count,
            "beyond": beyond(out_of_sight(opened, self.reach, count)),
            "former": f"?{query}&p={page - 1}" if page > 1 else "",
            "next": f"?{query}&p={page + 1}" if count > page * PAGE and page < LAST_PAGE else "",
            "number": page,
            "fields": parse_qsl(query, keep_blank_values=True),
            "back": Opened(opened.question, "").as_query(),
        }

    def _parts(self, opened: Opened) -> list[dict[str, Any]]:
        """Of a share the way between what is counted and that of which it is told."""
        if named((opened.measure,))[0].of is None:
            return []
        here = Opened(opened.question, opened.measure, opened.row, opened.column, "top").as_query()
        whole = Opened(opened.question, opened.measure, opened.row, opened.column, "of").as_query()
        return [
            {"words": _("Those that count"), "address": f"?{here}", "on": opened.part == "top"},
            {"words": _("All of which the share is told"), "address": f"?{whole}", "on": opened.part == "of"},
        ]


def measure_of(opened: Opened) -> str:
    """The measure with its unit. Raises ``CannotReckon``."""
    return name(named((opened.measure,))[0])
