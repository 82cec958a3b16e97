"""Codes of six digits by which somebody proves an address: made, written out for a letter, and looked at once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from enum import Enum
from typing import Final

from django.conf import settings
from django.db.models import F

from permissions.arabic import fold
from permissions.citizens.models import AddressKind, SignInCode
from permissions.now import now

DIGITS: Final = 6
LIFETIME: Final = timedelta(minutes=10)
TRIES: Final = 5


class Looked(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    """Used, too old, tried too often, asked for in another browser, or never."""


def make_code(kind: AddressKind, address: str, *, language: str, instead_of: str = "") -> SignInCode:
    """A new code for ``address``, as ``Citizen`` writes it. ``instead_of``: the name of the last one here, now over."""
    SignInCode.objects.filter(name=instead_of).delete()
    name = secrets.token_hex(16)
    expires = now() + LIFETIME
    return SignInCode.objects.create(name=name, kind=kind, address=address, language=language, expires_at=expires)


def digits_of(code: SignInCode, field_key: str | None = None) -> str:
    """The code itself, for the letter. Another address, another code: a row that is changed on its way proves none."""
    key = field_key or settings.FIELD_KEYS[0]
    mac = hmac.new(key.encode(), f"sign-in-code|{code.name}|{code.kind}|{code.address}".encode(), hashlib.sha256)
    return f"{int.from_bytes(mac.digest()) % 10**DIGITS:0{DIGITS}d}"


def waiting_code(name: str) -> SignInCode | None:
    """The code that a browser asked for, while it can still be typed."""
    return SignInCode.objects.filter(name=name, expires_at__gt=now(), tries__lt=TRIES).first()


def look(name: str, typed: str) -> tuple[Looked, SignInCode | None]:
    """Try ``typed`` on the code of that name. A try is counted before it is looked at, so that many at once count too.

    Right is right once: of two who come with it in the same moment one finds it gone.
    """
    open_now = SignInCode.objects.filter(name=name, expires_at__gt=now(), tries__lt=TRIES)
    if not name or not open_now.update(tries=F("tries") + 1):
        return Looked.OVER, None
    code = SignInCode.objects.filter(name=name).first()
    if code is None:
        return Looked.OVER, None
    said = "".join(filter(str.isdecimal, fold(typed)))
    known = [hmac.compare_digest(digits_of(code, key).encode(), said.encode()) for key in settings.FIELD_KEYS]
    if not any(known):
        return (Looked.WRONG if code.tries < TRIES else Looked.OVER), None
    if not SignInCode.objects.filter(name=name).delete()[0]:
        return Looked.OVER, None
    return Looked.RIGHT, code


def forget_codes() -> int:
    """Remove those that are over; how many."""
    return SignInCode.objects.filter(expires_at__lte=now()).delete()[0]
