"""The answers that operators, load balancers and monitors ask for; details are for holders of the operators' token."""

from __future__ import annotations

import hmac
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permissions import security_log
from portal.health.checks import findings
from portal.health.metrics import CONTENT_TYPE, exposition
from portal.operations.heads.telling import untold
from workflows.deadlines.selectors import overdue

UNAUTHORIZED: Final = 401
PLAIN: Final = "text/plain; charset=utf-8"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers requests; asks neither database nor storage."""
    return HttpResponse("alive\n", content_type=PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 or 503, with one word; to operators ``{"ready", "overdue", "heads", "checks"}``.

    ``checks``: ``{name: {"ok", "problem", "seconds"}}``. ``heads``: ``{to: {"since", "problem"}}``, the places to which
    the head of the trail cannot be told; nobody's request waits for them.

    ``overdue``: deadlines on which the clock has not acted in time, null while nobody can count them. It is 0, and a
    platform of which one case fails takes requests all the same: so it is told and makes nothing unready.
    """
    found = findings()
    well = not any(finding.problem for finding in found)
    status = 200 if well else 503
    if not is_operator(request):
        return HttpResponse("ready\n" if well else "not ready\n", content_type=PLAIN, status=status)
    checks = {
        finding.name: {"ok": not finding.problem, "problem": finding.problem, "seconds": finding.seconds}
        for finding in found
    }
    return JsonResponse({"ready": well, "overdue": _overdue(), "heads": _untold(), "checks": checks}, status=status)


def _overdue() -> int | None:
    try:
        return overdue()
    except DatabaseError:
        return None


def _untold() -> dict[str, dict[str, str]] | None:
    try:
        return {
            each.to: {"since": f"{each.failing_since:%Y-%m-%dT%H:%M:%SZ}", "problem": each.problem} for each in untold()
        }
    except DatabaseError:
        return None


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """What monitors read, as Prometheus writes it. Where no token is set nobody reads it."""
    if not is_operator(request):
        return HttpResponse(status=UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


def is_operator(request: HttpRequest) -> bool:
    """Whether ``Authorization: Bearer …`` has the operators' token; compared in the same time wherever it differs."""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    token = settings.OPERATORS_TOKEN
    right = bool(token) and hmac.compare_digest(given.strip().encode(), token.encode())
    if not right:
        security_log.tell("operators_token", "refused")
    return right
