"""The token of a form: it makes two sendings of one form one case, and tells a form that was open for too long."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing

from content.forms.later import key_made_of
from permissions.now import now

LIFETIME = timedelta(hours=24)
_SALT = "insaf.form"


class TokenExpired(Exception):
    """The form was open for longer than ``LIFETIME``."""


class TokenForged(Exception):
    """No token came, or one that was not made here for this form."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """``key`` is random and becomes the case's idempotency key; ``value`` is what stands in the form.

    ``promises``: what the form told its citizen of who will read it, in codes. ``revision``: the version of the page
    that was filled in.
    """

    key: str
    value: str
    promises: frozenset[str] = frozenset()
    revision: int | None = None


def new_token(kind: str, promises: Collection[str] = (), revision: int | None = None, key: str = "") -> FormToken:
    """A token for one form of ``kind``, a request kind's code, as its page stands in ``revision``; with a ``key`` of
    its own where it has none yet."""
    key = key or secrets.token_hex(16)
    signed = {"key": key, "kind": kind, "at": int(now().timestamp()), "promises": sorted(promises), "as": revision}
    return FormToken(key, signing.dumps(signed, salt=_SALT), frozenset(promises), revision)


def read_token(value: str, kind: str) -> FormToken:
    """The token in ``value``; raises ``TokenForged`` or ``TokenExpired``."""
    try:
        read: Any = signing.loads(value, salt=_SALT)
    except signing.BadSignature as error:
        raise TokenForged from error
    if read["kind"] != kind:
        raise TokenForged
    if now() - datetime.fromtimestamp(read["at"], UTC) > LIFETIME:
        raise TokenExpired
    return FormToken(read["key"], value, frozenset(read.get("promises", ())), read.get("as"))


def key_of_draft(own: str, kind: str) -> str:
    """The key of the case that a draft is to become: by its own, or by the token of the form in which it was sent
    first, however old; "" for neither."""
    if key := key_made_of(own):
        return key
    try:
        read: Any = signing.loads(own, salt=_SALT)
    except signing.BadSignature:
        return ""
    return str(read["key"]) if read["kind"] == kind else ""
