"""When a citizen last proved an address by a code, kept so that nobody can have it said by writing rows."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime

from django.conf import settings

from permissions.citizens.models import AddressKind, Citizen, ProvedAddress
from permissions.now import now


def prove(citizen: Citizen, kind: AddressKind, *, is_another: bool = False) -> None:
    """Note that a code sent to the address was typed just now. ``is_another``: it took the place of a former one, so
    that nothing was announced there yet."""
    row = ProvedAddress(citizen=citizen, kind=kind, proved_at=now())
    row.digest = _digest(row, settings.FIELD_KEYS[0])
    changed = ["proved_at", "digest", *(["announced_at"] if is_another else [])]
    ProvedAddress.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["citizen", "kind"], update_fields=changed
    )


def proved_addresses(citizen: Citizen) -> list[ProvedAddress]:
    """The addresses that a citizen has proved; none that was written past our code. One statement."""
    rows = list(ProvedAddress.objects.filter(citizen=citizen).order_by("kind"))
    for row in rows:
        row.citizen = citizen
    # Told to nobody: under a key that the operator has retired since, a row is as silent, and is proved anew by a code.
    return [row for row in rows if row.address and _is_ours(row)]


def proved_last(citizen: Citizen, kind: AddressKind) -> datetime:
    """When a code for that address was typed last; of an account of before this was kept, when somebody signed in."""
    row = ProvedAddress.objects.filter(citizen=citizen, kind=kind).first()
    return row.proved_at if row is not None else citizen.signed_in_at


def announce_once(proved: ProvedAddress) -> bool:
    """Note that a message goes to the address; False where one did before. Of two windows at once one finds True."""
    return bool(ProvedAddress.objects.filter(pk=proved.pk, announced_at=None).update(announced_at=now()))


def _is_ours(row: ProvedAddress) -> bool:
    return any(hmac.compare_digest(_digest(row, key), row.digest) for key in settings.FIELD_KEYS)


def _digest(row: ProvedAddress, field_key: str) -> str:
    at = row.proved_at.astimezone(UTC).isoformat(timespec="microseconds")
    said = f"proved-address|{row.citizen_id}|{row.kind}|{row.address}|{at}"
    return hmac.new(field_key.encode(), said.encode(), hashlib.sha256).hexdigest()
