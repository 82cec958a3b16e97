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
from permissions.citizens.models import AddressKind, Citizen
from permissions.encrypted import Unreadable, decrypt, encrypt
from permissions.limits.subjects import mailbox_of, phone_of
from workflows.cases.actions.following import RenewCode
from workflows.cases.joining import shut_out
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.tracking import goes_by_letter, hash_secret, mark_of, normal_tracking, renewals_of, secret_for
from workflows.transactions.turn import write_transaction

LASTS: Final = timedelta(minutes=30)
_PURPOSE: Final = "new code"
_SAME: Final = {AddressKind.EMAIL: mailbox_of, AddressKind.PHONE: phone_of}
"""What all ways of writing an address have in common."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A case whose citizen can be sent a link, and the address that they gave for it."""

    case: Case
    kind: AddressKind
    address: str

    def is_of(self, citizen: Citizen) -> bool:
        """Whether somebody who signs in has proved that address as theirs."""
        theirs: str = getattr(citizen, self.kind)
        return bool(theirs) and _SAME[self.kind](theirs) == _SAME[self.kind](self.address)


def lost_of(tracking: str, kind: AddressKind, address: str) -> Lost | None:
    """The case of that number, where ``address`` is the one that was given with it; else None, whatever the reason.

    Never of a case whose code may not stand in a letter: whoever reads the mailbox would read the case.
    """
    case = Case.objects.select_related("person", "key").filter(tracking=normal_tracking(tracking)).first()
    given = getattr(case.person, kind) if case is not None and goes_by_letter(case) else ""
    if case is None or not given:
        return None
    same = _SAME[kind]
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
    case = Case.objects.select_related("person", "key").filter(pk=number).first()
    if case is None or not goes_by_letter(case) or getattr(case.person, kind) != address:
        return None
    return Lost(case, AddressKind(kind), address) if hmac.compare_digest(mark_of(case), mark) else None


def renew_code(case: Case, *, by: Lost | Citizen) -> None:
    """Give a case a new code, which ``secret_of`` shows by its number; the one that ``case`` was read with is over, and
    with it what others did by it: the request leaves their lists.

    ``by``: the link that was opened, or who is signed in. Raises ``NotPossible`` where the code is another by now.
    """
    secret = secret_for(case.channel, case.idempotency_key, settings.FIELD_KEYS[0], renewal=renewals_of(case) + 1)
    proved = str(by.kind) if isinstance(by, Lost) else ""
    renewal = RenewCode(secret_hash=hash_secret(secret), instead_of=mark_of(case), proved=proved)
    with write_transaction():
        shut_out(case, keeps=by.is_of if isinstance(by, Lost) else lambda citizen: citizen == by)
        apply(case.pk, renewal, actor=Actor.citizen(case.pk))
