"""What the environment says of text messages and of the provider by which citizens prove who they are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from permissions.openid.provider import Provider
from portal.settings.environment import VAR, Kind, env, whole_number
from workflows.questions.national_numbers import COUNTRIES

METHODS = ("POST", "PUT", "GET")
BODY_TYPES = ("application/json", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class GatewayCall:
    """How a gateway is called: templates with ``{to}`` and ``{text}``; ``taken``: words of its answer, or ""."""

    method: str
    body_type: str
    body: str
    headers: dict[str, str]
    taken: str


def sms_url(environment: Kind) -> str:
    """``SMS_URL``: how text messages leave; empty: not at all. The demo's telephone is a folder, as its mailbox is."""
    url = str(env.str("SMS_URL", default=f"file://{VAR / 'sms'}" if environment == "demo" else ""))
    schemes = ("https", "file") if environment == "production" else ("https", "file", "http", "console")
    if url and urlsplit(url).scheme not in schemes:
        # The console's lines end in a log, with the codes in them.
        raise ImproperlyConfigured(
            "SMS_URL begins with https: or file:; with http: or console: in demo and test alone."
        )
    return url


def sms_gateway() -> GatewayCall:
    """``SMS_METHOD``, ``SMS_BODY_TYPE``, ``SMS_BODY``, ``SMS_HEADERS``, ``SMS_TAKEN``."""
    method, body_type = env.str("SMS_METHOD", default="POST"), env.str("SMS_BODY_TYPE", default=BODY_TYPES[0])
    if method not in METHODS or body_type not in BODY_TYPES:
        raise ImproperlyConfigured(f"SMS_METHOD is one of {METHODS}, SMS_BODY_TYPE one of {BODY_TYPES}.")
    return GatewayCall(
        method,
        body_type,
        body=env.str("SMS_BODY", default='{"to": "{to}", "text": "{text}"}'),
        headers=_headers(env.str("SMS_HEADERS", default="{}")),
        taken=env.str("SMS_TAKEN", default=""),
    )


def budget(name: str, default: int) -> int:
    """A number of text messages."""
    given = whole_number(name, default)
    if given < 1:
        raise ImproperlyConfigured(f"{name} is 1 at least.")
    return given


def national_number() -> str:
    """``NATIONAL_NUMBER``: the country whose numbers people have, by its two letters."""
    given = str(env.str("NATIONAL_NUMBER", default="JO"))
    if given not in COUNTRIES:
        raise ImproperlyConfigured(f"NATIONAL_NUMBER is one of {', '.join(COUNTRIES)}.")
    return given


def country() -> str:
    """``COUNTRY``: the country whose places are named where a position is put into words, by its two letters."""
    given = str(env.str("COUNTRY", default="JO"))
    if not re.fullmatch("[A-Z]{2}", given):
        raise ImproperlyConfigured("COUNTRY is two capital letters (ISO 3166): JO.")
    return given


def phone_country() -> str:
    """``PHONE_COUNTRY``: the country of a telephone number that is written without one, in digits."""
    given = str(env.str("PHONE_COUNTRY", default="962"))
    if not (given.isascii() and given.isdecimal() and 1 <= len(given) <= 3):
        raise ImproperlyConfigured("PHONE_COUNTRY is a country's code in digits: 962.")
    return given


@dataclass(frozen=True, slots=True)
class CitizensProvider:
    """The national identity provider. ``name`` and ``number`` are its claims; ``button`` by language, "" for ours."""

    provider: Provider
    name: str
    number: str
    button: dict[str, str]


def citizens_provider(environment: Kind) -> CitizensProvider | None:
    """``OIDC_CITIZENS_…``; None where no address is set: then nothing of it is shown."""
    url = str(env.str("OIDC_CITIZENS_URL", default=""))
    if not url:
        return None
    provider = Provider(
        issuer=url,
        client_id=env.str("OIDC_CITIZENS_CLIENT_ID", default=""),
        client_secret=env.str("OIDC_CITIZENS_CLIENT_SECRET", default=""),
        scopes=tuple(env.str("OIDC_CITIZENS_SCOPES", default="openid profile").split()),
        plain_http=environment != "production",
    )
    if not (provider.client_id and provider.client_secret and "openid" in provider.scopes):
        raise ImproperlyConfigured(
            "OIDC_CITIZENS_URL needs OIDC_CITIZENS_CLIENT_ID and OIDC_CITIZENS_CLIENT_SECRET, and the scope openid."
        )
    if not provider.may_call(url):
        raise ImproperlyConfigured("OIDC_CITIZENS_URL is an address that begins with https:.")
    return CitizensProvider(
        provider,
        name=env.str("OIDC_CITIZENS_NAME_CLAIM", default="name"),
        number=env.str("OIDC_CITIZENS_NUMBER_CLAIM", default="national_number"),
        button={language: env.str(f"OIDC_CITIZENS_BUTTON_{language.upper()}", default="") for language in ("ar", "en")},
    )


def _headers(given: str) -> dict[str, str]:
    try:
        read = json.loads(given)
    except ValueError as error:
        raise ImproperlyConfigured("SMS_HEADERS is an object of JSON.") from error
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise ImproperlyConfigured("SMS_HEADERS is an object of JSON, with texts in it.")
    return read
