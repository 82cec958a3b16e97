"""Reads a ladder of format 1, 2 or 3 as one of format 4. What was published stays as it is and is read through here.

Before format 4 nothing was said of acts: every reply started the count again. Before format 3 every time was a number
of working days, and all of them ended to the moment. Format 1, which had no number, knew nobody to tell; what else
stood in it was passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FORMAT_3 = {"format", "name", "ends", "rungs", "remind_every", "question_pause"}
_LADDER = {"format", "name", "rungs", "remind_every_days", "question_pause_days"}
_RUNG = {"level", "after_days", "tells"}


def to_format_4(definition: Mapping[str, Any]) -> dict[str, Any]:
    """The same ladder in format 4; raises ``KeyError`` and the like where it is not even of the former ones."""
    former = definition if definition.get("format", 1) == 3 else _to_format_3(definition)
    _refuse_unknown(former, _FORMAT_3)
    return {**former, "format": 4, "acts": {"reply": "always"}}


def _to_format_3(definition: Mapping[str, Any]) -> dict[str, Any]:
    numbered = definition.get("format", 1) == 2
    if numbered:
        _refuse_unknown(definition, _LADDER)
    return {
        "format": 3,
        "name": definition["name"],
        "ends": "moment",
        "rungs": [_rung(raw, numbered=numbered) for raw in definition["rungs"]],
        "remind_every": _working_days(definition["remind_every_days"]),
        "question_pause": _working_days(definition["question_pause_days"]),
    }


def _rung(raw: Mapping[str, Any], *, numbered: bool) -> dict[str, Any]:
    rung = {"level": int(raw["level"]), "after": _working_days(raw["after_days"])}
    if not numbered:
        return rung
    _refuse_unknown(raw, _RUNG)
    return {**rung, **({"tells": raw["tells"]} if "tells" in raw else {})}


def _working_days(amount: Any) -> dict[str, Any]:
    return {"amount": int(amount), "unit": "working_days"}


def _refuse_unknown(names: Mapping[str, Any], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(name)
