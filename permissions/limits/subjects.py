"""Whose askings are counted together, under a name that tells nobody who that is."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from django.conf import settings

from permissions.arabic import fold
from permissions.limits.decide import Limit, hour_of

IPV6_PREFIX: Final = 56
"""Bits. A provider gives a house or an office 256 networks of 64 bits: counted one by one they would be 256 houses.

An IPv4 address stands for itself: behind one of a carrier's there are thousands already, behind 256 of them a city.
"""
MOBILE: Final = 9
"""Digits of a mobile number without its 0, as it is written where a form prints +962 before it."""
UNKNOWN: Final = "unknown"


def network_of(address: str) -> str:
    """The network that an address counts for; all that are none count together."""
    try:
        found = ip_address(address.strip().partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return str(found)
    kept = int(found) >> (128 - IPV6_PREFIX) << (128 - IPV6_PREFIX)
    return f"{IPv6Address(kept)}/{IPV6_PREFIX}"


def mailbox_of(email: str) -> str:
    """The mailbox behind an address: without what people and attackers put in to make one mailbox look like many."""
    local, _at, domain = email.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def account_of(username: str) -> str:
    """An account by what is typed as its name, whether there is one or not."""
    return username.strip().casefold()


def phone_of(number: str) -> str:
    """A number as it is dialled from abroad, however it was written: ``962790000000``.

    One that is written without its country is of ``PHONE_COUNTRY``.
    """
    country = settings.PHONE_COUNTRY
    digits = "".join(filter(str.isdecimal, fold(number)))
    for begins in ("00", "0"):
        if digits.startswith(begins):
            digits = digits.removeprefix(begins) if begins == "00" else f"{country}{digits[1:]}"
            break
    if len(digits) == MOBILE and digits.startswith("7"):
        return f"{country}{digits}"
    return digits.replace(f"{country}0", country, 1) if digits.startswith(f"{country}0") else digits


def phone_at_home(number: str) -> str:
    """A number as it is written in ``PHONE_COUNTRY``, ``0791234567``; one of another country with its plus."""
    digits = phone_of(number)
    inland = digits.removeprefix(settings.PHONE_COUNTRY)
    return f"0{inland}" if inland != digits else f"+{digits}" if digits else ""


def key_of(limit: Limit, subject: str, at: datetime) -> str:
    """The name under which is counted, for one hour: 64 hex digits, from which nobody without the key gets back.

    Of another hour it is another, so that what is kept cannot be put together to how somebody spent a day.
    """
    said = f"limit|{limit.name}|{hour_of(at).isoformat()}|{subject}"
    return hmac.new(settings.FIELD_KEYS[0].encode(), said.encode(), hashlib.sha256).hexdigest()
