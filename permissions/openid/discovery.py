"""What a provider says of itself: its addresses and its keys, asked for once and kept for minutes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

from permissions.openid.errors import AnswerRefused
from permissions.openid.fetching import get_object
from permissions.openid.provider import Provider

KEPT_SECONDS: Final = 300.0
ANEW_SECONDS: Final = 10.0
"""How old keys are at least before a token with an unknown one has them asked for again."""
MOST_KEYS: Final = 50

_WELL_KNOWN: Final = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Addresses:
    """``userinfo`` is "" where there is none. ``secret_by_post``: it wants the secret in the form, not in a header."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    secret_by_post: bool


_addresses: dict[Provider, tuple[float, Addresses]] = {}
_keys: dict[Provider, tuple[float, list[dict[str, Any]]]] = {}


def addresses_of(provider: Provider) -> Addresses:
    """By its discovery (OpenID Connect Discovery 1.0). Raises ``ProviderAway`` and ``AnswerRefused``."""
    kept = _addresses.get(provider)
    if kept is not None and kept[0] > time.monotonic() - KEPT_SECONDS:
        return kept[1]
    said = get_object(provider, provider.issuer.removesuffix("/") + _WELL_KNOWN)
    if said.get("issuer") != provider.issuer:
        raise AnswerRefused("The discovery is another issuer's.")
    named = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    userinfo = said.get("userinfo_endpoint") or ""
    if not all(isinstance(url, str) and provider.may_call(url) for url in (*named, userinfo or provider.issuer)):
        raise AnswerRefused("The discovery lacks an address, or names one that is not https.")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    found = Addresses(
        authorization=str(named[0]),
        token=str(named[1]),
        keys=str(named[2]),
        userinfo=str(userinfo),
        secret_by_post="client_secret_basic" not in methods,
    )
    _addresses[provider] = (time.monotonic(), found)
    return found


def keys_of(provider: Provider, *, anew: bool = False) -> list[dict[str, Any]]:
    """The JSON Web Keys it signs with; ``anew``: those kept did not do, and it may have made others meanwhile.

    Raises ``ProviderAway`` and ``AnswerRefused``.
    """
    kept = _keys.get(provider)
    if kept is not None and kept[0] > time.monotonic() - (ANEW_SECONDS if anew else KEPT_SECONDS):
        return kept[1]
    said = get_object(provider, addresses_of(provider).keys).get("keys")
    if not isinstance(said, list) or len(said) > MOST_KEYS:
        raise AnswerRefused("There is no list of keys.")
    found = [each for each in said if isinstance(each, dict) and each.get("use", "sig") == "sig"]
    _keys[provider] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Keep nothing that was read so far; for tests, whose providers come and go."""
    _addresses.clear()
    _keys.clear()
