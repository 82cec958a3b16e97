"""What each word of a figure counts, for whoever reads figures: one page that lists, boards and reports link to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from permissions.agencies.rights import VIEW_CASE
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen, held_in
from workflows.figures.terms import TERMS
from workflows.saved_reports.reach import reach_of


class TermsScreen(StaffScreen):
    """The words in their order."""

    right = VIEW_CASE
    template_name = "dashboards/terms.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return reach_of(held_in(request)) is not None

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(
            {"terms": [(term.key, in_language(term.name), in_language(term.meaning)) for term in TERMS.values()]}
        )
