"""The token by which a machine goes on with a request whose secret it has shown: as long as a page, without a session.

It names the request and opens nothing else. Nothing of it is kept here: with another secret or key it is none.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from permissions.now import now
from portal.citizen.proof import open_for
from workflows.cases.models import Case
from workflows.cases.tracking import mark_of

_SALT = "insaf.opened"


def open_to_bearer(case: Case) -> tuple[str, datetime]:
    """A token for ``case``, whose secret was shown, and until when it is good."""
    at = int(now().timestamp())
    said = {"tracking": case.tracking, "mark": mark_of(case), "at": at}
    token = signing.dumps(said, key=settings.FIELD_KEYS[0], salt=_SALT)
    return token, datetime.fromtimestamp(at, UTC) + open_for(case)


def case_opened_by(token: str) -> Case | None:
    """The case that ``token`` opens now."""
    older: list[str | bytes] = list(settings.FIELD_KEYS[1:])
    try:
        said: Any = signing.loads(token, key=settings.FIELD_KEYS[0], fallback_keys=older, salt=_SALT)
    except signing.BadSignature:
        return None
    related = ("kind", "agency", "subject_agency", "process_version", "key")
    case = Case.objects.select_related(*related).filter(tracking=said["tracking"]).first()
    if case is None or now() - datetime.fromtimestamp(said["at"], UTC) > open_for(case):
        return None
    return case if said["mark"] == mark_of(case) else None


class OpenedRequest(HttpBearer):
    """``Authorization: Bearer`` with the token. The request is the operation's ``request.auth``."""

    def authenticate(self, request: HttpRequest, token: str) -> Case | None:
        return case_opened_by(token)
