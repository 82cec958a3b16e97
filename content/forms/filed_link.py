"""The address of the page after filing: it opens one case, for one hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.urls import reverse

from permissions.now import now

LIFETIME = timedelta(hours=1)
_SALT = "insaf.filed"


class LinkExpired(Exception):
    """The page showed the secret for as long as it may."""


class LinkForged(Exception):
    """Not an address that was made here."""


def filed_link(tracking: str) -> str:
    """The address, in the active language, of the page that shows number and secret of a case just filed.

    It is signed, not sealed: the case's id could be read in it, and from two of them how many were filed in between.
    """
    return reverse("filed", args=[signing.dumps({"tracking": tracking, "at": int(now().timestamp())}, salt=_SALT)])


def read_filed_link(value: str, *, closed: float = 0) -> str:
    """The number of the case that ``value``, the last part of such an address, opens now.

    ``closed``: when this browser was left, in seconds since 1970; what was filed before then it shows no more.
    Raises ``LinkExpired`` or ``LinkForged``.
    """
    try:
        read: Any = signing.loads(value, salt=_SALT)
    except signing.BadSignature as error:
        raise LinkForged from error
    if "tracking" not in read:  # made before addresses named cases by their number
        raise LinkExpired
    if read["at"] <= closed or now() - datetime.fromtimestamp(read["at"], UTC) > LIFETIME:
        raise LinkExpired
    return str(read["tracking"])
