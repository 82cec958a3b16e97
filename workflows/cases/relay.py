"""An address for letters alone: left with a sealed form, or on the page of a request, and gone by one press.

It stands in no event: the diary would tell whoever works the case that its citizen can be reached elsewhere.
"""

from __future__ import annotations

import hashlib

from permissions import many_rows
from permissions.envelope import decrypt, encrypt
from workflows.cases.keys import locked_with_key
from workflows.cases.models import Case, RelayAddress
from workflows.cases.models.key import key_of
from workflows.cases.models.relay import PLACE
from workflows.transactions.turn import write_transaction


def write_relay(case: Case, address: str) -> None:
    """Keep the address that came with a new case, in the transaction that opens it."""
    many_rows.insert(RelayAddress, [_row(case, address)])


def leave_relay(case: Case, address: str) -> None:
    """Letters that something has happened go there from now on, and to no other such address. Raises ``NotPossible``
    where the key of the case cannot be read, or it was erased meanwhile."""
    with write_transaction():
        locked = locked_with_key(case)
        row = _row(locked, address)
        RelayAddress.objects.update_or_create(case=locked, defaults={"address": row.address})


def forget_relay(case: Case, *, mark: str | None = None) -> None:
    """No more letters go there, and nothing of the address is kept. ``mark``: of that address alone, if it is still
    the one."""
    with write_transaction():
        if mark is None or relay_mark(case) == mark:
            RelayAddress.objects.filter(case=case).delete()


def relay_mark(case: Case) -> str:
    """What tells the address that was left from a later one, and nothing of either; "" where there is none."""
    row = RelayAddress.objects.filter(case=case).first()
    return hashlib.sha256(row.address.encode()).hexdigest()[:16] if row is not None else ""


def has_relay(case: Case) -> bool:
    """Whether its citizen left one; nobody is told which."""
    return RelayAddress.objects.filter(case=case).exists()


def relay_of(case: Case) -> str:
    """The address, for whoever sends a letter there; "" where none was left."""
    row = RelayAddress.objects.filter(case=case).select_related("case__key").first()
    key = key_of(row.case) if row is not None else None
    return "" if row is None or key is None else decrypt(key, row.address, PLACE.format(case.pk))


def _row(case: Case, address: str) -> RelayAddress:
    key = key_of(case)
    if key is None:
        raise LookupError(f"case {case.pk} has no key")
    return RelayAddress(case=case, address=encrypt(key, address, PLACE.format(case.pk)))
