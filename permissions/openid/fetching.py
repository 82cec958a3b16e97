"""One call to a provider: within seconds, of a bounded size, and never on to where an answer points."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

import requests
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError

from permissions.openid.errors import AnswerRefused, ProviderAway
from permissions.openid.provider import Provider

CONNECT_SECONDS: Final = 3.0
SILENT_SECONDS: Final = 4.0
WHOLE_SECONDS: Final = 8.0
LARGEST: Final = 256 * 1024
"""Bytes; the keys of the largest public providers come to some 10 kB."""

Auth = Callable[[requests.PreparedRequest], requests.PreparedRequest]


def nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Without a name and password, those of the machine's ``.netrc`` included."""
    return request


def bearer(token: str) -> Auth:
    """With an access token."""

    def put(request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    return put


def basic(provider: Provider) -> Auth:
    """As ``client_secret_basic``: each part is encoded first (RFC 6749, 2.3.1)."""
    return HTTPBasicAuth(quote(provider.client_id, safe=""), quote(provider.client_secret, safe=""))


def call(
    provider: Provider, url: str, *, form: Mapping[str, str] | None = None, auth: Auth = nobody
) -> tuple[int, dict[str, Any] | None]:
    """Status below 500 and the JSON object that came, None where it is none; ``form`` is posted.

    Raises ``ProviderAway``, and ``AnswerRefused`` for an address that is not to be called, a redirect, too much.
    """
    if not provider.may_call(url):
        raise AnswerRefused("The provider named an address that is not https.")
    end = time.monotonic() + WHOLE_SECONDS
    try:
        with requests.Session() as session:
            answer = session.request(
                "GET" if form is None else "POST",
                url,
                data=form,
                auth=auth,
                # Unpacked, an answer could be any size.
                headers={"Accept": "application/json", "Accept-Encoding": "identity"},
                timeout=(CONNECT_SECONDS, SILENT_SECONDS),
                allow_redirects=False,
                stream=True,
            )
            body = _read(answer, end)
    except (requests.RequestException, HTTPError, OSError) as error:
        raise ProviderAway(type(error).__name__) from error
    if answer.status_code >= 500:
        raise ProviderAway(f"Status {answer.status_code}")
    if answer.is_redirect or 300 <= answer.status_code < 400:
        raise AnswerRefused("The provider sends on to somewhere else.")
    return answer.status_code, _object(body)


def get_object(provider: Provider, url: str, *, auth: Auth = nobody) -> dict[str, Any]:
    """What stands at an address, as JSON. Raises as ``call``, and ``AnswerRefused`` where it is not there."""
    status, said = call(provider, url, auth=auth)
    if status != requests.codes.ok or said is None:
        raise AnswerRefused(f"Status {status}, or no JSON object.")
    return said


def _read(answer: requests.Response, end: float) -> bytes:
    body = bytearray()
    while piece := answer.raw.read1(16 * 1024, decode_content=False):
        body += piece
        if len(body) > LARGEST:
            raise AnswerRefused("The answer is too large.")
        if time.monotonic() > end:
            raise ProviderAway("Too slow")
    return bytes(body)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
