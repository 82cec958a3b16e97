"""What an operator says of a map is read or refused when the platform starts."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.maps import map_attribution, map_url

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAP_URL", "MAP_ATTRIBUTION", "MAP_ATTRIBUTION_AR", "MAP_ATTRIBUTION_EN", "MAP_ATTRIBUTION_PT_BR"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_word_there_is_no_map() -> None:
    assert (map_url("production"), map_attribution("", ["ar", "en"])) == ("", {})


def test_a_server_is_named_with_whose_map_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_URL", TILES)
    assert map_url("production") == TILES
    with pytest.raises(ImproperlyConfigured, match="MAP_ATTRIBUTION_AR, MAP_ATTRIBUTION_EN"):
        map_attribution(TILES, ["ar", "en"])


def test_whose_map_it_is_is_said_in_each_language_or_in_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_ATTRIBUTION_AR", "المركز الجغرافي")
    with pytest.raises(ImproperlyConfigured, match="or MAP_ATTRIBUTION_EN, MAP_ATTRIBUTION_PT_BR:"):
        map_attribution(TILES, ["ar", "en", "pt-br"])
    monkeypatch.setenv("MAP_ATTRIBUTION", " The surveyors ")
    monkeypatch.setenv("MAP_ATTRIBUTION_PT_BR", "Os agrimensores")
    said = {"ar": "المركز الجغرافي", "en": "The surveyors", "pt-br": "Os agrimensores"}
    assert map_attribution(TILES, ["ar", "en", "pt-br"]) == said


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
    monkeypatch.setenv("MAP_URL", given)
    with pytest.raises(ImproperlyConfigured, match="MAP_URL"):
        map_url("production")
