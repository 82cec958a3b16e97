"""Reads a process of an older format as one of today's. What was published stays as it is and is read through here.

Format 3 knew no separation of duties: a task said neither whose work it must not be, nor where it goes otherwise.
Format 2 had no fields of the process and no keys of branches.
Format 1 had no number. An outcome was a code, which said by itself what it did, and an agency's name stood at the step.
"""

from __future__ import annotations

from typing import Any

_RESULTS = ("resolved", "partly_resolved", "explained", "refused", "go_elsewhere", "noted", "withdrawn")
_EFFECTS = {"referred": "refer"}
_EFFECTS_OF_A_WAIT = {"accepted": "accept", "reopened": "reopen", "silent": "silent"}
"""The codes of format 1, as they were: never longer than today."""


def to_newest(definition: Any, number: int) -> dict[str, Any]:
    """A process of format ``number`` in format 4; raises ``KeyError`` and the like where it is not of that format."""
    if number == 1:
        definition = to_format_2(definition)
    if number < 3:
        definition = to_format_3(definition)
    return {**definition, "format": 4} if number < 4 else definition


def to_format_3(definition: dict[str, Any]) -> dict[str, Any]:
    """A process of format 2 in format 3: branches get keys, each field asked for is required, and whoever proceeds goes
    on writing to the citizen."""
    return {**definition, "format": 3, "steps": [_keyed(raw) for raw in definition["steps"]]}


def _keyed(raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    step = {key: value for key, value in raw.items() if key != "fields"}
    if isinstance(step.get("branches"), list) and step.get("type") == "decision":
        step["branches"] = [
            {"key": f"branch_{number}", **branch} if isinstance(branch, dict) else branch
            for number, branch in enumerate(step["branches"], 1)
        ]
    if isinstance(step.get("outcomes"), list):
        step["outcomes"] = [_asking(outcome) for outcome in step["outcomes"]]
    return step


def _asking(outcome: Any) -> Any:
    if not isinstance(outcome, dict):
        return outcome
    asking = dict(outcome)
    if isinstance(outcome.get("fields"), list):
        asking["fields"] = [{"field": key} if isinstance(key, str) else key for key in outcome["fields"]]
    if outcome.get("effect") == "proceed":
        asking.setdefault("answers", True)
    return asking


def to_format_2(definition: dict[str, Any]) -> dict[str, Any]:
    """The same process in format 2; raises ``KeyError`` and the like where it is not even of format 1."""
    return {**definition, "format": 2, "steps": [_step(dict(raw)) for raw in definition["steps"]]}


def _step(raw: dict[str, Any]) -> dict[str, Any]:
    match raw.get("type"):
        case "task":
            raw["performer"] = {"agency": raw.pop("agency")}
            if not bool(raw.pop("laddered", True)):
                raw["ladder"] = ""
            raw["outcomes"] = [_outcome(key, following) for key, following in raw["outcomes"].items()]
        case "wait":
            outcomes = raw["outcomes"].items()
            raw["outcomes"] = [
                {"key": key, "next": following, "effect": _EFFECTS_OF_A_WAIT.get(key, "proceed")}
                for key, following in outcomes
            ]
        case "decision":
            raw["branches"] = [_branch(branch) for branch in raw["branches"]]
    return raw


def _outcome(key: str, following: Any) -> dict[str, Any]:
    if key in _RESULTS:
        return {"key": key, "next": following, "effect": "decide", "result": key}
    return {"key": key, "next": following, "effect": _EFFECTS.get(key, "proceed")}


def _branch(raw: dict[str, Any]) -> dict[str, Any]:
    return {"when": {"fact": raw["fact"], "is": "one_of", "value": list(raw["one_of"])}, "next": raw["next"]}
