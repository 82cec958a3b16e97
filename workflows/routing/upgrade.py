"""Reads a routing table of format 1 as one of format 2. What was published stays as it is and is read through here.

Format 1 had no number. The conditions of a rule were a list, all of which had to hold, and “equals” was a test.
"""

from __future__ import annotations

from typing import Any


def to_format_2(definition: dict[str, Any]) -> dict[str, Any]:
    """The same table in format 2; raises ``KeyError`` and the like where it is not even of format 1."""
    upgraded = {"format": 2, "name": definition["name"], "rules": [_rule(raw) for raw in definition["rules"]]}
    reading = definition.get("reading")
    if reading is not None:
        upgraded["reading"] = {"place_words": reading["place_words"]}
    return upgraded


def _rule(raw: dict[str, Any]) -> dict[str, Any]:
    to = {name: raw["to"][name] for name in ("agency", "process") if raw["to"].get(name) is not None}
    return {"key": raw["key"], "name": raw["name"], "when": {"all": [_test(each) for each in raw["when"]]}, "to": to}


def _test(raw: dict[str, Any]) -> dict[str, Any]:
    if raw["is"] not in ("equals", "one_of", "contains_any", "given"):
        raise ValueError(raw["is"])
    upgraded = {"fact": raw["fact"], "is": "one_of" if raw["is"] == "equals" else raw["is"]}
    if raw["is"] == "given":
        return upgraded
    value = raw.get("value", [])
    return {**upgraded, "value": [value] if isinstance(value, str) else list(value)}
