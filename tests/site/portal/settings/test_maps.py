"""What an operator says of a map is read or refused when the platform starts."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.maps import map_attribution, map_tiles

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def test_without_a_word_there_is_no_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAP_TILES", raising=False)
    monkeypatch.delenv("MAP_ATTRIBUTION", raising=False)
    assert (map_tiles("production"), map_attribution("")) == ("", "")


def test_a_server_is_named_with_whose_map_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_TILES", TILES)
    assert map_tiles("production") == TILES
    with pytest.raises(ImproperlyConfigured, match="MAP_ATTRIBUTION"):
        map_attribution(TILES)


@pytest.mark.parametrize(
    "given",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/tile.png",
        "https:///{z}/{x}/{y}.png",
        "https://me@tiles.example.org/{z}/{x}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://a.example.org;script-src/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
    ],
)
def test_what_names_no_one_host_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("MAP_TILES", given)
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES"):
        map_tiles("production")
