"""The two answers that operators and load balancers ask for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.health.checks import findings


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers; asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 or 503 with ``{"ready": bool, "checks": {name: {"ok": bool, "problem": str, "seconds": float}}}``."""
    found = findings()
    well = not any(finding.problem for finding in found)
    checks = {
        finding.name: {"ok": not finding.problem, "problem": finding.problem, "seconds": finding.seconds}
        for finding in found
    }
    return JsonResponse({"ready": well, "checks": checks}, status=200 if well else 503)
