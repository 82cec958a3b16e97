"""The words of danger that the platform is delivered with, from ``shipped.toml`` beside it."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from workflows.danger_words.decide import runs_of

_FILE: Final = Path(__file__).with_name("shipped.toml")


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The definition, which nobody changes in place."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: told[name] for name in ("format", "name", "lists", "kinds")}


@lru_cache(maxsize=1)
def everyday_sentences() -> tuple[str, ...]:
    """What everybody writes to a public body, in both languages: a table that recognises these holds everything."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["everyday"])


@lru_cache(maxsize=1)
def shipped_entries() -> frozenset[str]:
    """Every word of its lists and phrases."""
    definition = shipped()
    entries = {entry for each in definition["lists"] for written in each["words"].values() for entry in written}
    phrases = (phrase for kind in definition["kinds"] for phrase in kind["phrases"])
    return frozenset(entries | {run for phrase in phrases for run in runs_of(phrase)})
