"""Where the short link of a text message leads: a page with one button, which opens what the long link opens.

Messengers and scanners open what they see in a message: opening the page spends and shows nothing, asks no row, and it
is the same for every code. The button alone asks; a code that is wrong, too old or of a request that is no more has one
answer.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.forms.limited import network_behind, tell_when
from permissions.limits.asking import NOT_ASKED, Asked, ask_all
from permissions.limits.catalogue import SHORT_LINKS, SHORT_LINKS_IN_ALL
from permissions.limits.challenges import answer_in
from permissions.platform.called import offered_languages
from workflows.notifications.short_links import opened_by, read_code

NO_CODE = "0"
"""In the place of one in which no letter is left: it is wrong as any other."""


@never_cache
@require_safe
def from_text_message(request: HttpRequest, code: str) -> HttpResponse:
    """On to the page, in the first language of the platform: a text message has no room for another."""
    with override(offered_languages()[0]):
        address = reverse("open_short_link", args=[read_code(code) or NO_CODE])
    return _untold(redirect(address))


@never_cache
@csrf_exempt  # a page that tells nobody its address has browsers say that a form comes from nowhere; it changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """The page, and what its button opens."""
    if request.method != "POST":
        return _page(request)
    limits = [(SHORT_LINKS, network_behind(request)), (SHORT_LINKS_IN_ALL, "")]
    asked = ask_all(limits, answer=answer_in(request.POST))
    if not asked.may:
        return _page(request, asked)
    address = opened_by(code)
    if address is None:
        return _page(request, over=True)
    asked.never_happened()
    there = urlsplit(address)
    return _untold(
        HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": there._replace(scheme="", netloc="").geturl()})
    )


def _page(request: HttpRequest, asked: Asked = NOT_ASKED, *, over: bool = False) -> HttpResponse:
    context = {
        "here": _("This link no longer works") if over else _("A message about your request"),
        "wrong": over or not asked.may,
        "asked": asked,
        "over": over,
        "trail": [(_("Follow a request"), reverse("track"))],
    }
    status = HTTPStatus.GONE if over else HTTPStatus.OK if asked.may else HTTPStatus.TOO_MANY_REQUESTS
    response = TemplateResponse(request, "citizen/short_link.html", context, status=status)
    tell_when(response, asked)
    return _untold(response)


def _untold(response: HttpResponse) -> HttpResponse:
    """No page that is opened from here, and no search engine, learns its address."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
