"""The tracking number and the secret: how a citizen finds their case again without an account."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from permissions.arabic import fold
from workflows.cases.models import Case, EventVerb, Track

SECRET_DIGITS = 16
TRACKING_DIGITS = 11
_WRITTEN = re.compile(r"(?<!\d)\d{2}-\d{4}-\d{4}-\d(?!\d)")

TRACKING_NUMBERS = 10**8
"""How many there are in a year."""


def new_tracking(at: datetime) -> str:
    """A number like ``26-4817-3052-5``, drawn at random; the database says whether it is taken."""
    return tracking_of(at, secrets.randbelow(TRACKING_NUMBERS))


def tracking_of(at: datetime, drawn: int) -> str:
    """The year, the eight digits of ``drawn``, and a check digit (Luhn) against slips."""
    digits = f"{at:%y}{drawn:08d}"
    return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}-{_check_digit(digits)}"


def _check_digit(digits: str) -> int:
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(digits))]
    return -sum(number // 10 + number % 10 for number in doubled) % 10


def normal_tracking(typed: str) -> str:
    """What someone typed, with any dashes, blanks or Arabic digits, in the form the number is kept in."""
    digits = _digits(fold(typed))[:TRACKING_DIGITS]
    return f"{digits[:2]}-{digits[2:6]}-{digits[6:10]}-{digits[10:]}" if len(digits) == TRACKING_DIGITS else digits


def number_and_secret(typed: str) -> tuple[str, str] | None:
    """Both, where someone put both in one place, whatever stands between and around them; None for anything else.

    In the order in which they are shown, or in the other one where the number has its dashes.
    """
    text = fold(typed)
    written = _WRITTEN.search(text)
    if written is not None:
        number, secret = _digits(written[0]), _digits(text[: written.start()] + text[written.end() :])
    else:
        number, secret = _digits(text)[:TRACKING_DIGITS], _digits(text)[TRACKING_DIGITS:]
    whole = (len(number), len(secret)) == (TRACKING_DIGITS, SECRET_DIGITS)
    return (normal_tracking(number), secret) if whole else None


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def secret_for(channel: str, idempotency_key: str, field_key: str, *, renewal: int = 0) -> str:
    """Sixteen digits. Derived, so that the same form sent twice shows the same secret and none is ever stored.

    ``renewal``: of the first, second … that takes the place of a lost one; 0 is the one that the filing gave.
    """
    said = f"case-secret|{channel}|{idempotency_key}" + (f"|{renewal}" if renewal else "")
    mac = hmac.new(field_key.encode(), said.encode(), hashlib.sha256)
    return f"{int.from_bytes(mac.digest()) % 10**SECRET_DIGITS:0{SECRET_DIGITS}d}"


def secret_of(case: Case, *, renewal: int = 0) -> str:
    """The secret of a case just filed, or of a renewal, to be shown once more; a ``LookupError`` when no key of ours
    made it, and when another has taken its place."""
    for field_key in settings.FIELD_KEYS:
        secret = secret_for(case.channel, case.idempotency_key, field_key, renewal=renewal)
        if check_password(secret, case.secret_hash):
            return secret
    raise LookupError(case.tracking)


def secret_if_known(case: Case) -> str:
    """The secret that the filing gave, to be told once more; empty where another has taken its place, or where the key
    that made it is not among ours any more."""
    try:
        return secret_of(case)
    except LookupError:
        return ""


def renewals_of(case: Case) -> int:
    """How often its secret was replaced by a new one."""
    return case.events.filter(verb=EventVerb.CODE_RENEWED).count()


def mark_of(case: Case) -> str:
    """Names the secret that a case has now and gives nothing of it away: another secret, another mark."""
    return hashlib.sha256(f"case-secret-mark|{case.secret_hash}".encode()).hexdigest()[:32]


def grouped(secret: str) -> str:
    """As it is shown and written: ``1234 5678 9012 3456``."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def goes_by_letter(case: Case) -> bool:
    """Whether the secret stands in the letter of receipt, beside the number.

    Never where reading the case would harm its citizen: it is sealed, it accuses someone, or they asked to stay hidden.
    Nor of one that was erased: nobody knows any more to whom.
    """
    plain = case.track == Track.ORDINARY and not (case.confidential or case.guarded or case.concerns)
    return plain and case.erased_at is None


def hash_secret(secret: str) -> str:
    """Argon2, as for a password."""
    return make_password(secret)


class _LeastArgon2(Argon2PasswordHasher):
    """Argon2 at its least cost: 8 KiB and one round."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


def hash_secret_lightly(secret: str) -> str:
    """Some 500 times cheaper than ``hash_secret``, and for made-up cases alone: whoever steals it can guess it.

    It is checked like any other, since a hash carries its parameters.
    """
    hasher = _LeastArgon2()
    return str(hasher.encode(secret, hasher.salt()))


def find_case(tracking: str, secret: str) -> Case | None:
    """The case, if number and secret belong together.

    An unknown number and a wrong secret cost the same: one query, one hash.
    """
    decoy = _decoy()
    case = Case.objects.select_related("kind", "agency", "key").filter(tracking=normal_tracking(tracking)).first()
    typed = _digits(fold(secret))
    matches = check_password(typed, case.secret_hash if case else decoy)
    return case if case is not None and matches else None


@cache
def _decoy() -> str:
    """A hash that no secret has, made at the first look-up of a process, found or not."""
    return make_password(secrets.token_hex(16))
