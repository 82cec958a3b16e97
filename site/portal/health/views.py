"""The answers that operators, load balancers and monitors ask for; details are for holders of the operators' token."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from permissions import security_log
from portal.health.checks import HOST, PLATFORM, Finding, findings
from portal.health.metrics import CONTENT_TYPE, exposition
from portal.operations.heads.telling import untold
from workflows.deadlines.selectors import overdue

PLAIN: Final = "text/plain; charset=utf-8"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers requests; asks neither database nor storage."""
    return HttpResponse("alive\n", content_type=PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Whether this host can serve, in one word: 200 or 503. For operators ``{"ready", "checks", "platform"}``, of which
    the last is what ``/healthz/platform`` says and decides nothing here.

    ``checks``: ``{name: {"ok", "problem", "seconds"}}``.
    """
    found = findings(HOST)
    well = _is_well(found)
    if is_operator(request):
        told = {"ready": well, "checks": _told(found), "platform": _platform(findings(PLATFORM))}
        return JsonResponse(told, status=_status(well))
    return HttpResponse("ready\n" if well else "not ready\n", content_type=PLAIN, status=_status(well))


@require_safe
@never_cache
def platform(request: HttpRequest) -> HttpResponse:
    """Whether what all hosts have in common does its work, in one word; for monitors, not for balancers.

    For operators ``{"well", "overdue", "heads", "checks"}``. ``heads``: ``{to: {"since", "problem"}}``, the places to
    which the head of the trail cannot be told. ``overdue``: deadlines on which the clock has not acted in time, null
    while nobody can count them. Neither makes it unwell: of one case that fails a figure tells, ``insaf_overdue``.
    """
    found = findings(PLATFORM)
    well = _is_well(found)
    if is_operator(request):
        return JsonResponse(_platform(found), status=_status(well))
    return HttpResponse("well\n" if well else "not well\n", content_type=PLAIN, status=_status(well))


def _is_well(found: list[Finding]) -> bool:
    return not any(finding.problem for finding in found)


def _status(well: bool) -> int:
    return HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE


def _told(found: list[Finding]) -> dict[str, dict[str, object]]:
    return {
        finding.name: {"ok": not finding.problem, "problem": finding.problem, "seconds": finding.seconds}
        for finding in found
    }


def _platform(found: list[Finding]) -> dict[str, object]:
    return {"well": _is_well(found), "overdue": _overdue(), "heads": _untold(), "checks": _told(found)}


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
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
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
