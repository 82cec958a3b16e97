"""The pages of the app that hold nothing of anybody: what lies on a device only its own scripts read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.forms.uploads import Attachments
from content.pages.kept import same_for_all
from permissions.writing import clock_words
from portal.device.worker import locale_of_browsers, ordinary_doors


@require_safe
def device(request: HttpRequest) -> HttpResponse:
    """What waits on this device to be sent, which requests it remembers, and how to install the platform on it."""
    locale = locale_of_browsers(get_language() or "ar")
    response = TemplateResponse(request, "device/device.html", {"locale": locale, "clock": clock_words()})
    same_for_all(response)
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker answers in the place of a page that was never seen on this device, while there is no line."""
    response = TemplateResponse(request, "device/offline.html")
    same_for_all(response)
    return response


@csrf_exempt  # what a phone shares carries no token; and here nothing of it is kept
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest) -> HttpResponse:
    """Where what was shared to the app is put into a form. The worker has taken it before it comes here.

    Without one it did come here, and was not kept: the page says so, and how to attach it instead.
    """
    if request.method == "POST":
        return redirect(f"{request.path}?lost")
    context = {"doors": ordinary_doors(get_language() or "ar"), "lost": "lost" in request.GET, "files": Attachments()}
    response = TemplateResponse(request, "device/shared.html", context)
    same_for_all(response)
    return response
