"""What buttons do to a process: small changes of its definition as JSON, each of which leaves one that can be read."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from portal.studio.condition_edits import OF_CONDITIONS, edited, new_condition
from workflows.processes.definition import OF_THE_KIND, ROUTED

Raw = dict[str, Any]
MOST_BRANCHES: Final = 6
FEWEST_BRANCHES: Final = 2
KINDS: Final = ("task", "decision", "wait", "timer", "split", "route", "service", "end")
"""What can be added; a join comes and goes with its split."""
PAIRED: Final = ("split", "join")
_PARTS: Final = {"task": "outcomes", "wait": "outcomes", "decision": "branches"}
_SINGLE: Final = {
    "timer": ("next",),
    "service": ("next", "failed"),
    "join": ("next",),
    "route": ("found", "not_found"),
    "decision": ("default",),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One place in a step's JSON that names the step to go to. ``name``: that of the outcome, branch or key."""

    holder: Any
    at: Any
    name: str

    @property
    def to(self) -> str:
        return str(self.holder[self.at])

    def lead(self, key: str) -> None:
        self.holder[self.at] = key


def ways(step: Raw) -> list[Way]:
    """The ways out of a step, in their order. That a split names its join is no way."""
    kind = step["type"]
    if kind == "split":
        return [Way(step["branches"], place, str(place + 1)) for place in range(len(step["branches"]))]
    rows = step.get(_PARTS.get(kind, ""), [])
    return [
        *(Way(row, "next", row["key"]) for row in rows),
        *(Way(step, name, name) for name in _SINGLE.get(kind, ()) if name != "failed" or name in step),
    ]


def named_by(definition: Raw, key: str) -> Iterator[tuple[Raw, Way]]:
    """Every step and way that leads to ``key``."""
    for step in definition["steps"]:
        for way in ways(step):
            if way.to == key:
                yield step, way


def _free(taken: Iterable[str], word: str, first: int = 1) -> str:
    known = set(taken)
    number = first
    while f"{word}_{number}" in known:
        number += 1
    return f"{word}_{number}"


def _keys(rows: Iterable[Raw]) -> set[str]:
    return {row["key"] for row in rows}


def _blank(definition: Raw, kind: str, following: str, before: Raw | None) -> list[Raw]:
    """A new step of a kind, of a split with its branches and join, that goes on to ``following``."""
    taken = _keys(definition["steps"])
    key = _free(taken, kind)
    step: Raw = {"key": key, "type": kind, "name": {}}
    match kind:
        case "task":
            return [{**step, **_work(following)}]
        case "wait":
            back = before["key"] if before is not None and before["type"] == "task" else ""
            ends = (("accepted", "accept", following), ("silent", "silent", following), ("reopened", "reopen", back))
            outcomes = [{"key": name, "next": to, "effect": effect} for name, effect, to in ends]
            return [{**step, "status": "answered", "days": 5, "outcomes": outcomes}]
        case "timer":
            return [{**step, "status": "in_progress", "days": 1, "next": following}]
        case "route":
            return [{**step, "found": following, "not_found": following}]
        case "decision":
            branch = {"key": "branch_1", "name": {}, "when": {"all": [new_condition()]}, "next": following}
            return [{**step, "branches": [branch], "default": following}]
        case "service":
            return [{**step, "action": "", "values": {}, "next": following}]
        case "split":
            join = _free(taken, "join")
            first = _free(taken, "task")
            second = _free({*taken, first}, "task")
            inside = [{"key": each, "type": "task", "name": {}, **_work(join)} for each in (first, second)]
            return [
                {**step, "branches": [first, second], "join": join},
                *inside,
                {"key": join, "type": "join", "name": {}, "next": following},
            ]
    return [{**step, "type": "end"}]


def _work(following: str) -> Raw:
    return {
        "performer": {"agency": ROUTED},
        "status": "in_progress",
        "outcomes": [{"key": "done", "next": following, "effect": "proceed"}],
        "ladder": OF_THE_KIND,
    }


def insert(definition: Raw, kind: str, behind: int | None, way: int = 0) -> str:
    """Put a new step of a kind on a way out of the step at place ``behind``; it goes on to where that way led.

    ``behind`` None: before the first step. Returns the new step's key; nothing where there is no such way.
    """
    steps = definition["steps"]
    if behind is None:
        new = _blank(definition, kind, definition["start"], None)
        definition["start"] = new[0]["key"]
        steps[0:0] = new
        return str(new[0]["key"])
    if behind >= len(steps):
        return ""
    found = ways(steps[behind])
    if way >= len(found):
        return ""
    new = _blank(definition, kind, found[way].to, steps[behind])
    found[way].lead(new[0]["key"])
    steps[behind + 1 : behind + 1] = new
    return str(new[0]["key"])


def main_way(step: Raw, steps: Mapping[str, Raw]) -> str:
    """Where a step mostly leads: its first way to another step that there is; nothing where there is none."""
    return next((way.to for way in ways(step) if way.to != step["key"] and way.to in steps), "")


def instead(definition: Raw, step: Raw) -> dict[str, str]:
    """Which steps go with one that is taken away, each with the step to which what led there then leads.

    A split and its join go together; what lies between stays.
    """
    steps = {each["key"]: each for each in definition["steps"]}
    if step["type"] not in PAIRED:
        return {step["key"]: main_way(step, steps)}
    join = step["key"] if step["type"] == "join" else step["join"]
    behind = steps[join]["next"] if join in steps else ""
    gone = {join: behind} if join in steps else {}
    for split in steps.values():
        if split["type"] == "split" and split["join"] == join:
            first = main_way(split, steps)
            gone[split["key"]] = behind if first == join else first
    return gone


def remove(definition: Raw, place: int) -> str:
    """Take a step away; what led to it leads to where it led. Returns the key of the step to go back to."""
    steps = definition["steps"]
    gone = instead(definition, steps[place])
    definition["steps"] = [step for step in steps if step["key"] not in gone]
    for step in definition["steps"]:
        if "not_by" in step:
            step["not_by"] = [key for key in step["not_by"] if key not in gone]
    there = _keys(definition["steps"])
    for key, to in gone.items():
        end = _followed(gone, to)
        for _step, way in list(named_by(definition, key)):
            way.lead(end)
        if definition["start"] == key:
            definition["start"] = end or next((step["key"] for step in definition["steps"]), "")
    back = next((_followed(gone, to) for to in gone.values()), "")
    return back if back in there else ""


def _followed(gone: Mapping[str, str], to: str) -> str:
    """Where a way ends that leads through steps that are taken away."""
    for _round in gone:
        to = gone.get(to, to)
    return "" if to in gone else to


def in_the_flow(definition: Raw, former: Sequence[str]) -> list[Raw]:
    """The steps with those that are new, by their keys, each behind the one that leads to it; the others stay in order.

    ``former``: the keys that were there before.
    """
    steps = definition["steps"]
    placed = [step for step in steps if step["key"] in former]
    waiting = [step for step in steps if step["key"] not in former] if placed else []
    while waiting:
        leads = {way.to: place for place, step in reversed([*enumerate(placed, 1)]) for way in ways(step)}
        step = next((each for each in waiting if each["key"] in leads), waiting[0])
        waiting.remove(step)
        placed.insert(leads.get(step["key"], len(placed)), step)
    return placed or list(steps)


def move(definition: Raw, place: int, to: int) -> None:
    """To another place in the list, from 0; where ways lead stays as it is."""
    steps = definition["steps"]
    steps.insert(max(to, 0), steps.pop(place))


def duplicate(definition: Raw, place: int) -> str:
    """A copy of a step behind it, to which nothing leads yet; returns its key."""
    step = definition["steps"][place]
    if step["type"] in PAIRED:
        return ""
    new = copy.deepcopy(step)
    new["key"] = _free(_keys(definition["steps"]), step["key"][:36], 2)
    new["name"] = {language: f"{words} (2)" for language, words in step["name"].items()}
    definition["steps"].insert(place + 1, new)
    return str(new["key"])


def begin(definition: Raw, place: int) -> None:
    """Let the process begin with a step."""
    definition["start"] = definition["steps"][place]["key"]


def add_row(definition: Raw, place: int) -> int | None:
    """One more outcome or branch of a step; returns its place among them, None where there can be none."""
    step = definition["steps"][place]
    kind = step["type"]
    if kind == "split":
        return _add_branch(definition, place)
    if kind not in _PARTS:
        return None
    rows = step[_PARTS[kind]]
    if kind == "decision":
        key = _free(_keys(rows), "branch", len(rows) + 1)
        rows.append({"key": key, "name": {}, "when": {"all": [new_condition()]}, "next": ""})
    else:
        key = _free(_keys(rows), "outcome", len(rows) + 1)
        rows.append({"key": key, "next": "", "effect": "proceed" if kind == "task" else "not_done"})
    return len(rows) - 1


def _add_branch(definition: Raw, place: int) -> int | None:
    """A branch of a split, with a first step in it."""
    split = definition["steps"][place]
    if len(split["branches"]) >= MOST_BRANCHES:
        return None
    new = _blank(definition, "task", split["join"], None)
    split["branches"].append(new[0]["key"])
    definition["steps"][place + 1 : place + 1] = new
    return len(split["branches"]) - 1


def remove_row(definition: Raw, place: int, row: int) -> None:
    """Take an outcome or branch away; a split keeps two."""
    rows = _rows_of(definition, place)
    fewest = FEWEST_BRANCHES if definition["steps"][place]["type"] == "split" else 0
    if row < len(rows) and len(rows) > fewest:
        del rows[row]


def shift_row(definition: Raw, place: int, row: int, by: int) -> int:
    """An outcome or branch up (-1) or down (1); returns its new place."""
    rows = _rows_of(definition, place)
    to = row + by
    if row < len(rows) and 0 <= to < len(rows):
        rows.insert(to, rows.pop(row))
        return to
    return row


def _rows_of(definition: Raw, place: int) -> list[Any]:
    step = definition["steps"][place]
    rows: list[Any] = step["branches"] if step["type"] == "split" else step.get(_PARTS.get(step["type"], ""), [])
    return rows


def add_field(definition: Raw) -> int:
    """One more field that officers fill in; returns its place."""
    fields = definition.setdefault("fields", [])
    fields.append({"key": _free(_keys(fields), "field", len(fields) + 1), "name": {}, "type": "text"})
    return len(fields) - 1


def remove_field(definition: Raw, place: int) -> None:
    """Take a field away; no outcome asks for it any more."""
    key = definition["fields"].pop(place)["key"]
    for step in definition["steps"]:
        for outcome in step.get("outcomes", ()):
            if "fields" in outcome:
                outcome["fields"] = [asked for asked in outcome["fields"] if asked["field"] != key]


def change_choices(definition: Raw, place: int, at: int | None) -> None:
    """One more choice of a field, or one less: that at place ``at``."""
    choices = definition["fields"][place].setdefault("choices", [])
    if at is None:
        choices.append({"key": _free(_keys(choices), "choice", len(choices) + 1), "name": {}})
    elif at < len(choices):
        del choices[at]


@dataclass(frozen=True, slots=True)
class Asked:
    """What stood beside a button: the kind of the new step and on which way it comes, and a place to move to."""

    kind: str = ""
    way: int = 0
    to: int | None = None


def do_to_step(definition: Raw, do: str, place: int, asked: Asked) -> str:
    """Do to the step at ``place`` what a button asks for; returns the key of the step to go back to."""
    key = str(definition["steps"][place]["key"])
    match do:
        case "add" if asked.kind in KINDS:
            return insert(definition, asked.kind, place, asked.way) or key
        case "remove":
            return remove(definition, place)
        case "copy":
            return duplicate(definition, place) or key
        case "up" | "down":
            move(definition, place, place + (1 if do == "down" else -1))
        case "move" if asked.to is not None:
            move(definition, place, asked.to - 1)
        case "begin":
            begin(definition, place)
    return key


def do_to_row(definition: Raw, do: str, place: int, row: int, path: Sequence[int]) -> int | None:
    """Do to an outcome or branch of a step what a button asks for; returns the place of the row to go back to.

    ``path``: of a branch, which of its conditions is meant.
    """
    match do:
        case "remove-row":
            remove_row(definition, place, row)
            return None
        case "row-up" | "row-down":
            return shift_row(definition, place, row, 1 if do == "row-down" else -1)
    rows = _rows_of(definition, place)
    if definition["steps"][place]["type"] == "decision" and row < len(rows) and do in OF_CONDITIONS:
        rows[row]["when"] = edited(rows[row]["when"], do, path)
    return row
