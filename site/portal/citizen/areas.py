"""The outlines of governorates and districts, as a browser fetches them to find where it is by itself."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from content.forms.limited import network_behind, tell_when
from permissions.areas.outlines import outlines_kept
from permissions.limits.asking import ask
from permissions.limits.catalogue import OUTLINES


@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """GeoJSON, the same for everybody; empty where nobody has given any. Fetched too often, the list is there still."""
    asked = ask(OUTLINES, network_behind(request))
    if not asked.may:
        refused = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
        tell_when(refused, asked)
        return refused
    response = JsonResponse(outlines_kept())
    patch_cache_control(response, public=True, max_age=600)
    return response
