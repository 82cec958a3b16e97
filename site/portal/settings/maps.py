"""What the environment says of a map: the server of its tiles, which browsers ask, and whom it thanks."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import Kind, env

PLACES = ("{z}", "{x}", "{y}")


def map_url(environment: Kind) -> str:
    """``MAP_URL``: the address of a tile with ``{z}``, ``{x}`` and ``{y}``; empty: there is no map.

    Its host learns which part of the country somebody looks at who opens a map, and the address of their browser.
    """
    given = str(env.str("MAP_URL", default="")).strip()
    if not given:
        return ""
    there = urlsplit(given)
    schemes = ("https",) if environment == "production" else ("https", "http")
    if there.scheme not in schemes or not there.hostname or not all(place in there.path for place in PLACES):
        raise ImproperlyConfigured("MAP_URL is an address that begins with https: and has {z}, {x} and {y} in it.")
    if any(sign in there.netloc for sign in ";, '\"{}@"):
        raise ImproperlyConfigured("MAP_URL names one host, without a user.")
    return given


def map_attribution(tiles: str, languages: Iterable[str]) -> dict[str, str]:
    """The words on the map that say whose it is, by language: ``MAP_ATTRIBUTION_EN`` and so on, else
    ``MAP_ATTRIBUTION``; empty without a map."""
    if not tiles:
        return {}
    for_all = str(env.str("MAP_ATTRIBUTION", default="")).strip()
    names = {language: f"MAP_ATTRIBUTION_{language.replace('-', '_').upper()}" for language in languages}
    given = {language: str(env.str(name, default="")).strip() or for_all for language, name in names.items()}
    if without := [names[language] for language, words in given.items() if not words]:
        raise ImproperlyConfigured(f"With MAP_URL goes MAP_ATTRIBUTION, or {', '.join(without)}: whose map it is.")
    return given
