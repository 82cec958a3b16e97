"""A lost code: a one-time link that was sent to the citizen's address gives a new one, and the old one is over.

The link is kept nowhere. It names the case and the code that it replaces, so that it is over as soon as there is
another.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings

from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from permissions.encrypted import Unreadable, decrypt, encrypt
from permissions.limits.subjects import mailbox_of, phone_of
from workflows.cases.actions.following import RenewCode
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.tracking import goes_by_letter, hash_secret, mark_of, normal_tracking, renewals_of, secret_for

LASTS: Final = timedelta(minutes=30)
_PURPOSE: Final = "new code"


@dataclass(frozen=True, slots=True)
class Lost:
    """A case whose citizen can be sent a link, and the address that they gave for it."""

    case: Case
    kind: AddressKind
    address: str


def lost_of(tracking: str, kind: AddressKind, address: str) -> Lost | None:
    """The case of that number, where ``address`` is the one that was given with it; else None, whatever the reason.

    Never of a case whose code may not stand in a letter: whoever reads the mailbox would read the case.
    """
    case = Case.objects.select_related("person").filter(tracking=normal_tracking(tracking)).first()
    given = getattr(case.person, kind) if case is not None and goes_by_letter(case) else ""
    if case is None or not given:
        return None
    same = mailbox_of if kind == AddressKind.EMAIL else phone_of
    return Lost(case, kind, given) if same(given) == same(address) else None


def link_token(lost: Lost) -> str:
    """What the link says: good for 30 minutes, and until the case has another code or its letters go elsewhere."""
    return encrypt(f"{lost.case.pk}|{lost.kind}|{mark_of(lost.case)}|{lost.address}", _PURPOSE)


def lost_by_link(token: str) -> Lost | None:
    """The case of a link, while it is good; None too where the code may not stand in a letter any more."""
    try:
        number, kind, mark, address = decrypt(token, _PURPOSE, within=LASTS).split("|", 3)
    except (Unreadable, ValueError):
        return None
    case = Case.objects.select_related("person").filter(pk=number).first()
    if case is None or not goes_by_letter(case) or getattr(case.person, kind) != address:
        return None
    return Lost(case, AddressKind(kind), address) if hmac.compare_digest(mark_of(case), mark) else None


def renew_code(case: Case, *, proved: str = "") -> None:
    """Give a case a new code, which ``secret_of`` shows by its number; the one that ``case`` was read with is over.

    ``proved`` as in ``RenewCode``. Raises ``NotPossible`` where the case has another code by now.
    """
    secret = secret_for(case.channel, case.idempotency_key, settings.FIELD_KEYS[0], renewal=renewals_of(case) + 1)
    renewal = RenewCode(secret_hash=hash_secret(secret), instead_of=mark_of(case), proved=proved)
    apply(case.pk, renewal, actor=Actor.citizen(case.pk))
