"""One screen of what is to be looked after, for editors; and having a webhook called once more."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from content.knowledge.models import OfUse
from content.webhooks.calling import try_again
from content.webhooks.models import WebhookCall
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.screen import StaffScreen
from portal.page_care.elsewhere import failing
from portal.page_care.links import broken_links
from portal.page_care.translations import behind
from portal.page_care.webhooks import shown

MOST = 200
"""Rows of each list."""


LATEST = 50
"""Webhook calls."""


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
                "elsewhere": failing()[:MOST],
                "asks_elsewhere": settings.CHECK_LINKS,
                "calls": [shown(call) for call in WebhookCall.objects.order_by("-pk")[:LATEST]],
                "has_webhooks": bool(settings.PAGE_WEBHOOKS),
                "of_use": said.order_by(F("no") - F("yes"), "-no").reverse()[:MOST],
            }
        )


class CallAgainScreen(StaffScreen):
    """POST: a webhook whose call was given up is called now."""

    right = EDIT_PAGES

    def get(self, request: HttpRequest, call_id: int) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, call_id: int) -> HttpResponse:
        if try_again(call_id, actor=self.actor):
            messages.success(request, _("It is called once more within a minute."))
        else:
            messages.error(request, _("This call was made meanwhile, or is tried again by itself."))
        return redirect("page_care:all")
