"""How a citizen comes to be, proves more, and goes again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from permissions.citizens import proved_addresses
from permissions.citizens.models import AddressKind, Citizen
from permissions.now import now

LAPSES: Final = timedelta(days=365)
"""After so long a number may be somebody else's."""


class BelongsToAnother(Exception):
    """Another citizen's row has that address, or that identity: whoever proved it signs in with it instead."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the identity provider ``issuer`` says; ``number`` and ``name`` are theirs by law."""

    issuer: str
    subject: str
    name: str
    number: str

    @classmethod
    def of(cls, issuer: str, subject: str, claims: Mapping[str, Any], *, name: str, number: str) -> Identity | None:
        """From the claims of those names; None where one is not there, or is no such thing."""
        said = [" ".join(str(claims.get(claim) or "").split()) for claim in (name, number)]
        if not all(said) or len(said[0]) > 200 or len(said[1]) > 40:
            return None
        return cls(issuer, subject, *said)


def sign_in_by_address(kind: AddressKind, address: str) -> Citizen:
    """The citizen of an address that was just proved; the first time there is one from now on."""
    if kind == AddressKind.PHONE:
        _part_from_lapsed(address)
    citizen = _signed_in({str(kind): address}, {})
    proved_addresses.prove(citizen, kind)
    return citizen


def sign_in_by_identity(identity: Identity) -> Citizen:
    """The citizen whom the provider proved; what it says of them now counts."""
    return _signed_in({"issuer": identity.issuer, "subject": identity.subject}, _proved(identity))


def add_address(citizen: Citizen, kind: AddressKind, address: str) -> None:
    """In the place of the one of its kind that they had. Raises ``BelongsToAnother``."""
    former = str(getattr(citizen, kind))
    _write(citizen, {str(kind): address})
    proved_addresses.prove(citizen, kind, is_another=former != address)


def add_identity(citizen: Citizen, identity: Identity) -> None:
    """To somebody who is signed in. Raises ``BelongsToAnother``, also where they are proved as another."""
    if citizen.is_proved and (citizen.issuer, citizen.subject) != (identity.issuer, identity.subject):
        raise BelongsToAnother
    _write(citizen, {"issuer": identity.issuer, "subject": identity.subject, **_proved(identity)})


def forget(citizen: Citizen) -> None:
    """Remove all that is known of them here. Their requests stay, each behind its number and secret."""
    citizen.delete()


def _part_from_lapsed(phone: str) -> None:
    """Numbers are given to others. One that nobody proved for a year opens no account of before: it is taken from the
    account that has another way in, and with the account that has none it goes."""
    citizen = Citizen.objects.filter(phone=phone).first()
    if citizen is None or proved_addresses.proved_last(citizen, AddressKind.PHONE) > now() - LAPSES:
        return
    with transaction.atomic():
        if citizen.email or citizen.is_proved:
            Citizen.objects.filter(pk=citizen.pk).update(phone="")
        else:
            citizen.delete()


def _proved(identity: Identity) -> dict[str, Any]:
    return {"name": identity.name, "national_number": identity.number, "proved_at": now()}


def _signed_in(known_by: dict[str, Any], said: dict[str, Any]) -> Citizen:
    at = now()
    made = {**said, "created_at": at, "signed_in_at": at}
    citizen, new = Citizen.objects.get_or_create(**known_by, defaults=made)
    if not new:
        _write(citizen, {**said, "signed_in_at": at})
    return citizen


def _write(citizen: Citizen, said: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            Citizen.objects.filter(pk=citizen.pk).update(**said)
    except IntegrityError as error:
        raise BelongsToAnother from error
    for name, value in said.items():
        setattr(citizen, name, value)
