"""Whom we ask, and what it is called there: one provider as the operator has set it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """``issuer`` is the address that its discovery stands below, exactly as its tokens write it.

    ``leeway``: seconds by which its clock may differ from ours. ``plain_http``: for a provider on the same machine in
    demo and test; in production everything goes over TLS. ``second_factor``: by which claims and values of theirs its
    tokens say that it has asked for a second factor; without any it is not believed to.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile")
    leeway: int = 60
    plain_http: bool = False
    second_factor: tuple[tuple[str, str], ...] = ()

    def may_call(self, url: str) -> bool:
        """Whether an address that the provider named is one that we ask."""
        where = urlsplit(url)
        return bool(where.hostname) and where.scheme in (("https", "http") if self.plain_http else ("https",))

    def asked_for_factor(self, claims: Mapping[str, Any]) -> bool:
        """Whether a token says so, in a way that is believed: ``acr`` is one value, ``amr`` a list of them."""
        methods = claims.get("amr")
        said = {"acr": [claims.get("acr")], "amr": methods if isinstance(methods, list) else []}
        return any(value in said[claim] for claim, value in self.second_factor)
