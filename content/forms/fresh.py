"""A form that waited on a device asks for a fresh token, with the key that its draft has kept."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from content.forms.later import DRAFT_HEADER, as_filed, filed_before, key_made_of, name_of_body, promised_by, said
from content.forms.serving import CLOSED, GONE, SALT, Asking, how_taken, new_token, promises_of


def serve_fresh(page: Asking, request: HttpRequest) -> HttpResponse:
    """For a form that waited on a device: a token with the draft's key and what the form promises by now, or the number
    that it has already. No sealed form waits on a device."""
    sealed, taken, _has_tree = how_taken(page.kind)
    key = _key_of_draft(request.headers.get(DRAFT_HEADER, ""), page.kind)
    if sealed or not key:
        raise Http404
    if (case := filed_before(key)) is not None:
        return as_filed(case)
    if not (taken and page.open_now):
        return said({"sentences": [str(CLOSED)]}, status=GONE)
    promises = promises_of(page.schema, sealed=False)
    promised = promised_by(page, promises) | {"agency": name_of_body(request.GET.get("agency", ""))}
    token = new_token(page.kind, promises, page.live_revision_id, key)
    return said({"token": token.value, "csrf": get_token(request), "promised": promised})


def _key_of_draft(own: str, kind: str) -> str:
    """The key of the case that a draft is to become: by its own, or by the token of the form in which it was sent
    first, however old; "" for neither."""
    if key := key_made_of(own):
        return key
    try:
        read: Any = signing.loads(own, salt=SALT)
    except signing.BadSignature:
        return ""
    return str(read["key"]) if read["kind"] == kind else ""
