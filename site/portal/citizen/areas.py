"""The outlines of governorates and districts, as a browser fetches them to find where it is by itself."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from permissions.areas.outlines import outlines_kept


@require_safe
def outlines(_request: HttpRequest) -> JsonResponse:
    """GeoJSON, the same for everybody; empty where nobody has given any."""
    response = JsonResponse(outlines_kept())
    patch_cache_control(response, public=True, max_age=600)
    return response
