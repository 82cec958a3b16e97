"""Further languages come by the environment and a catalogue, and what is none is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from portal.settings.languages import languages


def catalogue(folder: Path, code: str) -> None:
    place = folder / code / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.po").write_text('msgid ""\nmsgstr ""\n')


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("", ["ar", "en"]),
        ("fr", ["ar", "en", "fr"]),
        (" ckb , fr,en, fr", ["ar", "en", "ckb", "fr"]),
        (",", ["ar", "en"]),
    ],
)
def test_arabic_and_english_come_first_and_each_language_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, codes: list[str]
) -> None:
    monkeypatch.setenv("INSAF_LANGUAGES", given)
    for code in ("fr", "ckb"):
        catalogue(tmp_path, code)
    assert [code for code, _name in languages(tmp_path)] == codes


def test_each_is_called_by_its_name_in_the_readers_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INSAF_LANGUAGES", "fr")
    catalogue(tmp_path, "fr")
    name = dict(languages(tmp_path))["fr"]
    for language, called in (("en", "French"), ("ar", "الفرنسيّة"), ("fr", "Français")):
        with override(language):
            assert str(name).casefold() == called.casefold()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("xx", "there is no language with the code xx"), ("fr", "fr has no catalogue. Make one")],
)
def test_what_is_no_language_or_has_no_catalogue_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, sentence: str
) -> None:
    monkeypatch.setenv("INSAF_LANGUAGES", given)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        languages(tmp_path)
