"""Whose address it is that asks, behind the proxies that the operator trusts.

It is the rightmost hop of ``X-Forwarded-For`` that is no proxy of ours: each adds whom it heard from at the right, and
what stands further left is what a visitor wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from django.conf import settings

SOCKET: Final = "unix"
MOST_HOPS: Final = 16


def client_of(peer: str, forwarded: str) -> str:
    """The address that ``peer``, a proxy of ours, speaks for; the last one that is an address where one is not."""
    client = peer
    for hop in _from_the_right(forwarded):
        if _read(hop) is None:
            return client
        client = hop
        if not is_trusted(client):
            return client
    return client


def is_trusted(address: str) -> bool:
    """Whether it is a proxy of ours: by ``TRUSTED_PROXIES``; no address at all is a socket that is a file."""
    if not address:
        return SOCKET in settings.TRUSTED_PROXIES
    read = _read(address)
    networks = (each for each in settings.TRUSTED_PROXIES if isinstance(each, IPv4Network | IPv6Network))
    return read is not None and any(read in network for network in networks)


def _from_the_right(forwarded: str) -> Iterator[str]:
    for hop in reversed(forwarded.split(",")[-MOST_HOPS:]):
        yield _without_port(hop.strip())


def _without_port(hop: str) -> str:
    """``1.2.3.4:567`` and ``[2001:db8::1]:567`` as some proxies write them."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        read = ip_address(address)
    except ValueError:
        return None
    return read.ipv4_mapped or read if isinstance(read, IPv6Address) else read
