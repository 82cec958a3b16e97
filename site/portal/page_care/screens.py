"""One screen of what is to be looked after, for editors."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse

from content.knowledge.models import OfUse
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.screen import StaffScreen
from portal.page_care.links import broken_links
from portal.page_care.translations import behind

MOST = 200
"""Rows of each list."""


class CareScreen(StaffScreen):
    """What lacks a translation or has an old one, links that lead nowhere, and what readers said of articles."""

    right = EDIT_PAGES
    template_name = "page_care/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        said = OfUse.objects.filter(article__live=True).select_related("article__locale")
        return self.show(
            {
                "behind": behind()[:MOST],
                "broken": broken_links()[:MOST],
                "of_use": said.order_by(F("no") - F("yes"), "-no").reverse()[:MOST],
            }
        )
