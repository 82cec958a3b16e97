"""What each word of a figure counts, for whoever reads figures: one page that lists, boards and reports link to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from permissions.agencies.rights import VIEW_CASE
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen, held_in
from workflows.figures.in_force import measures
from workflows.figures.measure import Measure
from workflows.figures.terms import TERMS, Term
from workflows.saved_reports.reach import reach_of


class TermsScreen(StaffScreen):
    """The words in their order, and behind them the measures in force that count something else."""

    right = VIEW_CASE
    template_name = "dashboards/terms.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return reach_of(held_in(request)) is not None

    def get(self, request: HttpRequest) -> HttpResponse:
        meanings = [term.meaning for term in TERMS.values()]
        further = [
            measure
            for measure in measures().values()
            if measure.key not in TERMS and measure.meaning and measure.meaning not in meanings
        ]
        words: list[Term | Measure] = [*TERMS.values(), *further]
        return self.show({"terms": [(word.key, in_language(word.name), in_language(word.meaning)) for word in words]})
