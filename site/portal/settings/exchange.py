"""The telephone exchange that tells the call centre of its calls, and where their recordings lie."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import SHORTEST_SECRET, Kind, env, kept


def exchange_secret(environment: Kind) -> str:
    """``EXCHANGE_SECRET``, with which the telephone exchange signs what it tells the call centre; empty: it tells
    nothing. The demo makes one, for calls that are played (``manage.py simulate_call``)."""
    given = str(env.str("EXCHANGE_SECRET", default=""))
    if not given and environment == "demo":
        return kept("exchange-secret")
    if given and len(given) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"EXCHANGE_SECRET needs {SHORTEST_SECRET} characters at least: openssl rand -hex 32."
        )
    return given


def recordings_url() -> str:
    """``RECORDINGS_URL``, where the operator keeps recordings of calls: an address with ``{id}``; empty: nowhere."""
    given = str(env.str("RECORDINGS_URL", default=""))
    where = urlsplit(given)
    if given and (where.scheme != "https" or not where.hostname or "@" in where.netloc or given.count("{id}") != 1):
        raise ImproperlyConfigured("RECORDINGS_URL is an address as https://recordings.example.org/calls/{id}.")
    return given
