"""Edits of a process as owners make them, by a seed: what is drawn before and after need not be alike."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from workflows.processes.checks import check_process

Raw = dict[str, Any]
TASK: Raw = {"type": "task", "performer": {"agency": "@central"}, "status": "in_progress"}


def edited(raw: Raw, seed: int) -> Raw:
    """The process with up to three edits that its check accepts."""
    rng = Random(seed)  # noqa: S311  (which edits are tried)
    now = raw
    for number in range(rng.randint(1, 3)):
        after = copy.deepcopy(now)
        rng.choice(EDITS)(after, rng, f"new_{seed}_{number}")
        now = now if check_process("complaint", after) else after
    return now


def _put_behind(raw: Raw, rng: Random, key: str) -> None:
    """A task more, on one way out of a step."""
    ways = [way for step in raw["steps"] for way in step.get("outcomes", ())]
    if ways:
        way = rng.choice(ways)
        outcomes = [{"key": "on", "next": way["next"], "effect": "proceed"}]
        raw["steps"].append({**TASK, "key": key, "name": {"ar": "جديدة", "en": "New"}, "outcomes": outcomes})
        way["next"] = key


def _call_otherwise(raw: Raw, rng: Random, key: str) -> None:
    """Another key for a step, wherever it is named."""
    old = rng.choice(raw["steps"])["key"]

    def now(value: Any) -> Any:
        return key if value == old else value

    raw["start"] = now(raw["start"])
    for step in raw["steps"]:
        for name in ("key", "next", "found", "not_found", "default", "join"):
            if name in step:
                step[name] = now(step[name])
        for way in (*step.get("outcomes", ()), *(each for each in step.get("branches", ()) if isinstance(each, dict))):
            way["next"] = now(way["next"])
        if step["type"] == "split":
            step["branches"] = [now(each) for each in step["branches"]]


def _take_out(raw: Raw, rng: Random, _key: str) -> None:
    """A task less: what led to it leads to where its first outcome leads."""
    tasks = [step for step in raw["steps"] if step["type"] == "task"]
    if not tasks:
        return
    gone = rng.choice(tasks)
    onward = gone["outcomes"][0]["next"]
    raw["steps"].remove(gone)
    text = _replaced(raw, gone["key"], onward)
    raw.update(text)


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(each, old, new) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, old, new) for each in value]
    return new if value == old else value


def _turn_round(raw: Raw, rng: Random, _key: str) -> None:
    """The branches of a split in another order."""
    splits = [step for step in raw["steps"] if step["type"] == "split"]
    if splits:
        rng.shuffle(rng.choice(splits)["branches"])


def _one_branch_more(raw: Raw, rng: Random, key: str) -> None:
    splits = [step for step in raw["steps"] if step["type"] == "split"]
    if splits:
        split = rng.choice(splits)
        outcomes = [{"key": "on", "next": split["join"], "effect": "proceed"}]
        raw["steps"].append({**TASK, "key": key, "name": {"ar": "فرع", "en": "Branch"}, "outcomes": outcomes})
        split["branches"].append(key)


def _someone_else(raw: Raw, rng: Random, _key: str) -> None:
    tasks = [step for step in raw["steps"] if step["type"] == "task"]
    if tasks:
        rng.choice(tasks)["performer"] = {"agency": rng.choice(("@central", "moe"))}


def _another_ladder(raw: Raw, rng: Random, _key: str) -> None:
    tasks = [step for step in raw["steps"] if step["type"] == "task"]
    if tasks:
        rng.choice(tasks)["ladder"] = rng.choice(("", "default", "sensitive"))


EDITS: tuple[Callable[[Raw, Random, str], None], ...] = (
    _put_behind,
    _call_otherwise,
    _take_out,
    _turn_round,
    _one_branch_more,
    _someone_else,
    _another_ladder,
)
