"""What the first page of the admin shows editors: the forms of new kinds that nobody has published yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from content.forms.page import FormPage
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.screen import holds_in
from workflows.cases.models import RequestKind

MOST = 20


class FormsWaiting(Component):
    """They were begun when an owner's kind came into force; until an editor publishes them nobody can file it."""

    name = "forms_waiting"
    template_name = "studio/forms_waiting.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        taken = RequestKind.objects.filter(active=True).values("code")
        pages = FormPage.objects.filter(live=False, first_published_at=None, kind__in=taken)
        return {"pages": pages.select_related("locale").order_by("kind", "locale_id")[:MOST]}


def for_editors(request: HttpRequest, panels: list[Component]) -> None:
    """Whoever may edit pages is told of them."""
    if holds_in(request, EDIT_PAGES):
        panels.append(FormsWaiting())
