"""Links that fit a text message: ``/s/`` and eleven letters, which open what the long link of the same letter opens.

A telephone shows them to whoever holds it, and programs open what they see. So opening one by itself spends and shows
nothing (``portal/citizen/short_link.py``), and what it leads to asks for the code, or is good once and for minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from unicodedata import decimal

from django.conf import settings
from django.db.models import F

from permissions.encrypted import Unreadable, decrypt, encrypt
from permissions.now import now
from workflows.cases.models import Track
from workflows.cases.wiping import Going
from workflows.notifications.addresses import addresses
from workflows.notifications.models import ShortLink, ShortLinkPurpose
from workflows.transactions.turn import write_transaction

ALPHABET: Final = "23456789bcdfghjkmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ"
"""Neither a vowel, so that no word stands in a link by chance, nor what is mistaken for another when it is typed."""
LETTERS: Final = 11
"""Of 49: 61 bits."""
LASTS: Final = timedelta(days=90)
"""For how long one follows a request; the number beside it does so for good."""
EXAMPLE: Final = ALPHABET[0] * LETTERS
"""In examples: of no row."""
MOST: Final = 40
"""Letters of what is typed that are looked at."""
_AROUND: Final = re.compile(r"[^0-9A-Za-z]+")
_PURPOSE: Final = "token of a short link"


class Opens(NamedTuple):
    """What the link of a text message opens. ``token``: of a long link that says more than the number, good ``until``
    then."""

    case_id: int
    language: str
    purpose: ShortLinkPurpose = ShortLinkPurpose.FOLLOW
    token: str = ""
    until: datetime | None = None

    @property
    def is_secret(self) -> bool:
        """Whether it opens something by itself, so that nobody on the way may read it."""
        return self.purpose != ShortLinkPurpose.FOLLOW


def short_link(opens: Opens) -> str:
    """The address of a new link. One statement."""
    code = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
    ShortLink.objects.create(
        code_hash=_hash(code, settings.FIELD_KEYS[0]),
        purpose=opens.purpose,
        case_id=opens.case_id,
        language=opens.language,
        token=encrypt(opens.token, _PURPOSE) if opens.token else "",
        expires_at=opens.until or now() + LASTS,
    )
    return addresses.short_link(code, opens.language)


def example_link(language: str) -> str:
    """What such a link looks like; it opens nothing."""
    return bare(addresses.short_link(EXAMPLE, language))


def bare(link: str) -> str:
    """A link without ``https://``, which phones need not be told: they know a name with a path for a link, and whoever
    opens it is led on to https."""
    return link.removeprefix("https://")


def opened_by(typed: str) -> str | None:
    """The long link that a code stands for; None for one that is wrong, too old, or of a request that was erased or
    sealed since: one statement each, so that nobody learns which."""
    hashes = [_hash(read_code(typed), key) for key in settings.FIELD_KEYS]
    rows = ShortLink.objects.filter(code_hash__in=hashes, expires_at__gt=now())
    found = rows.filter(case__track=Track.ORDINARY, case__erased_at=None).select_related("case").first()
    if found is None:
        return None
    ShortLink.objects.filter(pk=found.pk).update(uses=F("uses") + 1)
    if not found.token:
        return addresses.case_link(found.case.tracking, "citizen", found.language)
    try:
        return addresses.new_code_link(decrypt(found.token, _PURPOSE), found.language)
    except Unreadable:
        return None


def read_code(typed: str) -> str:
    """A code without what programs put around it: a full stop, a comma, an isolate. Arabic digits are digits."""
    digits = "".join(str(decimal(letter)) if letter.isdecimal() else letter for letter in typed)
    return _AROUND.sub("", digits)[:MOST]


def forget_links() -> None:
    """Let go of those that are over."""
    with write_transaction():
        ShortLink.objects.filter(expires_at__lte=now()).delete()


def forget_erased(going: Going) -> Iterable[str]:
    """Cases are erased or sealed: no link opens anything of them."""
    ShortLink.objects.filter(case__in=going.case_ids).delete()
    return ()


def _hash(code: str, key: str) -> str:
    return hmac.new(key.encode(), f"short link|{code}".encode(), hashlib.sha256).hexdigest()
