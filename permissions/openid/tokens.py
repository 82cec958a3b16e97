"""Whether an ID token is to be trusted: OpenID Connect Core 1.0, 3.1.3.7, with PyJWT for signatures and times."""

from __future__ import annotations

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256, sha384, sha512
from typing import Any, Final

import jwt

from permissions.openid.discovery import keys_of
from permissions.openid.errors import TokenNotTrusted
from permissions.openid.provider import Provider

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""With a pair of keys alone: never ``none``, and never HS…, whose key would be our own secret or a public key."""
LONGEST: Final = 16 * 1024
OLDEST_SECONDS: Final = 600
"""A token is made for the asking that it answers: an older one was kept by somebody."""
_HASHES: Final = {"256": sha256, "384": sha384, "512": sha512}
_DEMANDED: Final = ["iss", "sub", "aud", "exp", "iat"]


def read_id_token(provider: Provider, token: Any, *, nonce: str, access_token: str = "") -> dict[str, Any]:
    """Its claims, once all is right. Raises ``TokenNotTrusted``; as ``keys_of`` where the keys cannot be had."""
    if not isinstance(token, str) or not 0 < len(token) <= LONGEST:
        raise TokenNotTrusted("There is no token.")
    try:
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        if algorithm not in ALGORITHMS:
            raise TokenNotTrusted("It is signed in a way that proves nothing.")
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(provider, header.get("kid"), algorithm),
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=provider.leeway,
            options={"require": _DEMANDED, "enforce_minimum_key_length": True},
        )
    except (jwt.PyJWTError, ValueError) as error:
        raise TokenNotTrusted(type(error).__name__) from error
    _check_party(provider, claims)
    _check_asking(claims, nonce)
    _check_access_token(claims, access_token, algorithm)
    return claims


def check_logged_in(claims: Mapping[str, Any], *, since: float) -> None:
    """That they logged in there at ``since``, in seconds of Unix time, or later. Raises ``TokenNotTrusted``, also where
    it is not said: whoever is asked for a largest age has to say it (2, ``auth_time``)."""
    at = claims.get("auth_time")
    if isinstance(at, bool) or not isinstance(at, int | float) or at < since:
        raise TokenNotTrusted("It does not say that somebody logged in just now.")


def _key(provider: Provider, name: Any, algorithm: str) -> jwt.PyJWK:
    for anew in (False, True):
        keys = keys_of(provider, anew=anew)
        fitting = [each for each in keys if each.get("kid") == name] if name is not None else keys
        if len(fitting) == 1:
            if fitting[0].get("alg", algorithm) != algorithm:
                raise TokenNotTrusted("The key is for another algorithm.")
            return jwt.PyJWK.from_dict(fitting[0], algorithm=algorithm)
    raise TokenNotTrusted("It is signed with a key that is not the provider's.")


def _check_party(provider: Provider, claims: dict[str, Any]) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise TokenNotTrusted("It was made for another party.")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise TokenNotTrusted("It names nobody.")


def _check_asking(claims: dict[str, Any], nonce: str) -> None:
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise TokenNotTrusted("It answers another asking.")
    if time.time() - claims["iat"] > OLDEST_SECONDS:  # PyJWT has seen that it is a number, and not of the future
        raise TokenNotTrusted("It was made too long ago.")


def _check_access_token(claims: dict[str, Any], access_token: str, algorithm: str) -> None:
    """``at_hash`` ties both tokens together, where the provider gives it (3.1.3.6)."""
    if "at_hash" not in claims:
        return
    digest = _HASHES.get(algorithm[-3:], sha512)(access_token.encode("ascii", "replace")).digest()
    said = urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=")
    if not hmac.compare_digest(str(claims["at_hash"]).encode(), said):
        raise TokenNotTrusted("It belongs to another access token.")
