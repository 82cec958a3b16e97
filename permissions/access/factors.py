"""Second factors: an app's codes, passkeys, and recovery codes. Each change is audited; nobody makes one for another.

They are rows of django-allauth's, which does their arithmetic. Which account has any is also a column of the account:
every request asks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from typing import Any, Final

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction

from permissions.access.charge import must_have_account
from permissions.access.models import RoleAtAgency
from permissions.access.selectors import in_places
from permissions.access.two_people import Gain, rights_of, settle
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.encrypted import Unreadable, decrypt, encrypt, is_newest, renewed
from permissions.now import now
from permissions.people.models import User
from permissions.people.sessions import end_sessions

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
PURPOSE: Final = "second factor"
"""For which their secrets are encrypted."""
PERIOD: Final = 30
"""Seconds for which an app shows one code (RFC 6238)."""
DRIFT: Final = 1
"""Codes before and after the present one that are taken: clocks of phones go wrong by some seconds."""
LONGEST_NAME: Final = 60


def renew_secrets() -> int:
    """Encrypt all secrets with the newest of ``FIELD_KEYS``; how many were not. Each in a commit of its own."""
    found = 0
    for pk in list(Authenticator.objects.exclude(type=PASSKEY).values_list("pk", flat=True)):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            data = {**factor.data, **_renewed(factor.data)} if factor is not None else None
            if factor is not None and data is not None and data != factor.data:
                factor.data = data
                factor.save(update_fields=["data"])
                found += 1
    return found


def not_renewed() -> int:
    """How many secrets the newest key alone does not read."""
    rows = Authenticator.objects.exclude(type=PASSKEY).values_list("data", flat=True)
    return sum(any(not is_newest(each, PURPOSE) for each in _encrypted_in(data)) for data in rows.iterator())


def _encrypted_in(data: dict[str, Any]) -> list[str]:
    return [data[name] for name in ("secret", "seed") if name in data] + list(data.get("migrated_codes", ()))


def _renewed(data: dict[str, Any]) -> dict[str, Any]:
    """What is encrypted of a factor, under the newest key; nothing where one of it cannot be read."""
    try:
        said: dict[str, Any] = {name: renewed(data[name], PURPOSE) for name in ("secret", "seed") if name in data}
        if "migrated_codes" in data:
            said["migrated_codes"] = [renewed(each, PURPOSE) for each in data["migrated_codes"]]
    except Unreadable:
        return {}
    return said


def factors_of(user_id: int) -> list[Authenticator]:
    """All that somebody has set up, the oldest first."""
    return list(Authenticator.objects.filter(user_id=user_id).order_by("created_at", "pk"))


def add_app(user: User, secret: str, code: str) -> bool:
    """An authenticator app in the place of the former one, where it shows the right code; whether it did."""
    counter = _counter_of(secret, code, after=0)
    if counter is None:
        return False
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=APP).delete()
        data = {"secret": encrypt(secret, PURPOSE), "counter": counter}
        _added(Authenticator.objects.create(user=user, type=APP, data=data, created_at=now()))
    return True


def add_passkey(user: User, name: str, credential: dict[str, Any]) -> Authenticator:
    """A passkey that has been proved to be there (``allauth.mfa.webauthn``)."""
    with transaction.atomic():
        data = {"name": name[:LONGEST_NAME], "credential": credential}
        made = Authenticator.objects.create(user=user, type=PASSKEY, data=data, created_at=now())
        _added(made)
    return made


def rename_passkey(factor: Authenticator, name: str) -> None:
    """Its owner's own word for it."""
    factor.data["name"] = name[:LONGEST_NAME]
    with transaction.atomic():  # the row and its proof
        factor.save(update_fields=["data"])


def make_codes(user: User) -> list[str]:
    """New recovery codes, which are never shown again; the former ones open nothing any more."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=CODES).delete()
        codes: list[str] = RecoveryCodes.activate(user).generate_codes()
        append([NewEntry("codes_made", "person", user.pk)], actor=Actor.staff(user.pk), at=now())
    return codes


def codes_left(factors: Iterable[Authenticator]) -> int | None:
    """How many recovery codes are unused; None where there are none."""
    found = next((each for each in factors if each.type == CODES), None)
    return None if found is None else len(RecoveryCodes(found).get_unused_codes())


def remove_factor(factor: Authenticator) -> None:
    """Its owner wants it no more; recovery codes for nothing go with the last one."""
    with transaction.atomic():
        user, kind = factor.user, factor.type
        factor.delete()
        if not Authenticator.objects.filter(user=user).exclude(type=CODES).exists():
            Authenticator.objects.filter(user=user).delete()
            User.objects.filter(pk=user.pk).update(factor_since=None)
        append([NewEntry("factor_removed", "person", user.pk, {"kind": kind})], actor=Actor.staff(user.pk), at=now())


def take_code(user_id: int, written: str) -> Authenticator | None:
    """The factor that a code proves, an app's or one of recovery; each code is taken once, whoever of two comes first.

    The caller holds a transaction open, in which nobody else takes the same (``write_transaction``).
    """
    code = re.sub(r"[\s-]", "", written)
    if not code.isdecimal():
        return None
    found = Authenticator.objects.select_for_update().filter(user_id=user_id, type__in=[APP, CODES])
    for factor in sorted(found, key=lambda each: each.type != APP):
        taken = _take_of_app(factor, code) if factor.type == APP else RecoveryCodes(factor).validate_code(code)
        if taken:
            Authenticator.objects.filter(pk=factor.pk).update(last_used_at=now())
            return factor
    return None


def _take_of_app(factor: Authenticator, code: str) -> bool:
    """Never a code again that was taken, nor an older one."""
    counter = _counter_of(decrypt(factor.data["secret"], PURPOSE), code, after=factor.data.get("counter", 0))
    if counter is None:
        return False
    factor.data["counter"] = counter
    factor.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str, *, after: int) -> int | None:
    """For which period it is the code; by the true time, as telephones have it, where the platform's stands still."""
    present = int(time.time()) // PERIOD
    fitting = [
        counter
        for counter in range(present - DRIFT, present + DRIFT + 1)
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter)))
    ]
    return next((counter for counter in fitting if counter > after), None)


def drop_factors(user: User) -> None:
    """Whoever has lost theirs proves the rest anew: by a link that was sent to them, and their password.

    Every session ends.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        User.objects.filter(pk=user.pk).update(factor_since=None)
        end_sessions(user.pk)
        append([NewEntry("factors_dropped", "person", user.pk)], actor=Actor.staff(user.pk), at=now())


def let_set_up_anew(user: User, *, actor: Actor) -> None:
    """Before a link is sent by which somebody sets up a new second factor.

    Whoever reads what is sent there has half of what opens the account: raises ``SecondNeeded`` where its person holds,
    or will hold, what takes two people, ``OutOfReach`` where the account is not the actor's to see to.
    """
    must_have_account(actor, user.pk)
    gain = Gain("new_factor", {"user": user.pk}, frozenset({user.pk}), rights_of(user.pk))
    settle(gain, actor=actor)


def demands_factor(user_id: int) -> bool:
    """Whether somebody holds a role, by whatever way, that demands a second factor."""
    places = RoleAtAgency.objects.filter(role__demands_factor=True)
    return User.objects.filter(in_places(places, now()), pk=user_id).exists()


def _added(factor: Authenticator) -> None:
    user = factor.user
    if user.factor_since is None:
        user.factor_since = now()
        User.objects.filter(pk=user.pk).update(factor_since=user.factor_since)
    entry = NewEntry("factor_added", "person", user.pk, {"kind": factor.type})
    append([entry], actor=Actor.staff(user.pk), at=now())
