"""The tracking number and the secret: how a citizen finds their case again without an account."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from permissions.arabic import fold
from workflows.cases.models import Case

SECRET_DIGITS = 16


def new_tracking(at: datetime) -> str:
    """A number like ``26-4817-3052-5``: the year, eight random digits, and a check digit (Luhn) against slips."""
    digits = f"{at:%y}{secrets.randbelow(10**8):08d}"
    return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}-{_check_digit(digits)}"


def _check_digit(digits: str) -> int:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return -sum(number // 10 + number % 10 for number in doubled) % 10


def normal_tracking(typed: str) -> str:
    """What someone typed, with any dashes, blanks or Arabic digits, in the form the number is kept in."""
    digits = "".join(filter(str.isdecimal, fold(typed)))[:11]
    return f"{digits[:2]}-{digits[2:6]}-{digits[6:10]}-{digits[10:]}" if len(digits) == 11 else digits


def secret_for(channel: str, idempotency_key: str, field_key: str) -> str:
    """Sixteen digits. Derived, so that the same form sent twice shows the same secret and none is ever stored."""
    mac = hmac.new(field_key.encode(), f"case-secret|{channel}|{idempotency_key}".encode(), hashlib.sha256)
    return f"{int.from_bytes(mac.digest()) % 10**SECRET_DIGITS:0{SECRET_DIGITS}d}"


def secret_of(case: Case) -> str:
    """The secret of a case just filed, to be shown once more; a ``LookupError`` when no key of ours made it."""
    for field_key in settings.FIELD_KEYS:
        secret = secret_for(case.channel, case.idempotency_key, field_key)
        if check_password(secret, case.secret_hash):
            return secret
    raise LookupError(case.tracking)


def hash_secret(secret: str) -> str:
    """Argon2, as for a password."""
    return make_password(secret)


def find_case(tracking: str, secret: str) -> Case | None:
    """The case, if number and secret belong together.

    An unknown number and a wrong secret cost the same: one query, one hash.
    """
    decoy = _decoy()
    case = Case.objects.select_related("kind", "agency").filter(tracking=normal_tracking(tracking)).first()
    typed = "".join(filter(str.isdecimal, fold(secret)))
    matches = check_password(typed, case.secret_hash if case else decoy)
    return case if case is not None and matches else None


@cache
def _decoy() -> str:
    """A hash that no secret has, made at the first look-up of a process, found or not."""
    return make_password(secrets.token_hex(16))
