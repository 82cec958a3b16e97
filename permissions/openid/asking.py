"""There and back: sends a browser to the provider and makes of its answer who that is. The code flow, with PKCE."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlencode

from permissions.openid.discovery import Addresses, addresses_of
from permissions.openid.errors import AnswerRefused
from permissions.openid.fetching import basic, bearer, call, get_object, nobody
from permissions.openid.provider import Provider
from permissions.openid.tokens import check_logged_in, read_id_token

LIFETIME_SECONDS: Final = 900
"""How long somebody may take at the provider's."""
_BAD_REQUEST: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What the session of who was sent keeps until they come back; good for one answer.

    ``anew``: they were to log in there once more, whoever is logged in there already.
    """

    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    at: float
    anew: bool = False

    def kept(self) -> dict[str, Any]:
        """As a session keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Any) -> Asked | None:
        """What a session kept; None where there is nothing, or what is too old."""
        try:
            asked = cls(**kept)
        except TypeError:
            return None
        return asked if 0 <= time.time() - asked.at <= LIFETIME_SECONDS else None


@dataclass(frozen=True, slots=True)
class Proved:
    """Who that is: ``subject`` is theirs for ever at this ``issuer``, and says nothing elsewhere. ``claims`` are what
    the ID token says, and beside it what the provider says when asked."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]


def begin(provider: Provider, redirect_uri: str, *, anew: bool = False, **more: str) -> tuple[str, Asked]:
    """Where to send the browser, and what to keep. ``more`` goes along: ``ui_locales``, ``acr_values`` …

    ``anew``: they are to log in there once more; an answer that does not say that they have is not believed. Raises
    ``ProviderAway`` and ``AnswerRefused``.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _each in range(3))
    asked = Asked(state, nonce, verifier, redirect_uri, time.time(), anew)
    challenge = urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).rstrip(b"=").decode()
    said = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(provider.scopes),
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if anew else {}),
        **more,
    }
    where = addresses_of(provider).authorization
    return f"{where}{'&' if '?' in where else '?'}{urlencode(said)}", asked


def finish(provider: Provider, asked: Asked | None, answer: Mapping[str, str], *, ask_more: bool = False) -> Proved:
    """Who came back with ``answer``, the query of the address; ``asked`` is taken out of the session before.

    ``ask_more``: also asks what else the provider says of them. Raises ``ProviderAway``, ``AnswerRefused`` and
    ``TokenNotTrusted``.
    """
    if asked is None or not hmac.compare_digest(answer.get("state", "").encode(), asked.state.encode()):
        raise AnswerRefused("Nobody here asked for it, or too long ago.")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise AnswerRefused("It comes from another provider.")  # RFC 9207
    if "error" in answer or not answer.get("code"):
        raise AnswerRefused("The provider says no.", code=answer.get("error", "")[:40])
    addresses = addresses_of(provider)
    tokens = _exchange(provider, addresses, asked, answer["code"])
    access_token = str(tokens.get("access_token", ""))
    claims = read_id_token(provider, tokens.get("id_token"), nonce=asked.nonce, access_token=access_token)
    if asked.anew:
        check_logged_in(claims, since=asked.at - provider.leeway)
    if ask_more and addresses.userinfo and access_token:
        claims = _more(provider, addresses, access_token, claims["sub"]) | claims
    return Proved(provider.issuer, claims["sub"], claims)


def _exchange(provider: Provider, addresses: Addresses, asked: Asked, code: str) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked.redirect_uri,
        "client_id": provider.client_id,
        "code_verifier": asked.verifier,
    }
    if addresses.secret_by_post:
        form["client_secret"] = provider.client_secret
    auth = nobody if addresses.secret_by_post else basic(provider)
    status, said = call(provider, addresses.token, form=form, auth=auth)
    if status >= _BAD_REQUEST or said is None:
        raise AnswerRefused("The code was not taken.", code=str((said or {}).get("error", ""))[:40])
    return said


def _more(provider: Provider, addresses: Addresses, access_token: str, subject: str) -> dict[str, Any]:
    said = get_object(provider, addresses.userinfo, auth=bearer(access_token))
    if said.get("sub") != subject:
        raise AnswerRefused("It speaks of somebody else.")  # Core 1.0, 5.3.2
    return said
