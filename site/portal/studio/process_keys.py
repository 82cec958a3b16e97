"""Keys of a draft's steps and fields: a number until somebody writes a name, made of its words from then on.

A key that another version of the process knows stays: running requests, the diary and examples go by it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from permissions.readable_keys import unused_key
from portal.studio.process_edits import Raw, ways
from portal.studio.process_lines import newest
from workflows.facts.catalogue import FIELD
from workflows.processes.automatic import found as found_act
from workflows.processes.definition import BY_FACT
from workflows.transactions.turn import write_transaction
from workflows.trial.examples import rename_steps
from workflows.versions.models import Version, VersionStatus
from workflows.versions.services import rewrite_draft

Part = Literal["steps", "fields"]
Keys = Mapping[str, str]
"""From the key of before to the one of today."""
_LONGEST: Final = 36
"""Letters; a copy gets a number behind it, and a key has 40 at most."""


def keys_from_words(version: Version) -> tuple[Version, Keys]:
    """Give a draft's numbered steps and fields that have a name now the key of their words, in its history and in the
    examples too. Returns the draft as it is then, and the new keys of steps."""
    with write_transaction():
        steps, fields = (_new_keys(version, part) for part in ("steps", "fields"))
        if not steps and not fields:
            return version, {}
        if steps:
            rename_steps(version.key, steps)
        return rewrite_draft(version.pk, lambda definition: with_keys(definition, steps, fields)), steps


def _new_keys(version: Version, part: Part) -> Keys:
    rows = newest(version.definition).get(part, [])
    waiting = [row for row in rows if _is_numbered(row, part) and any(row["name"].values())]
    if not waiting:
        return {}
    others = Version.objects.filter(subject=version.subject, key=version.key).exclude(pk=version.pk)
    elsewhere = set(_keys(others.values_list("definition", flat=True), part))
    # A step of another draft may be the same one; one that was published is, and a new one is not to pass for it.
    published = others.exclude(status=VersionStatus.DRAFT).values_list("definition", flat=True)
    history = version.steps.values_list("definition", flat=True)
    taken = {*_keys(published, part), *_keys(history, part), *(row["key"] for row in rows)}
    found = {}
    for row in (row for row in waiting if row["key"] not in elsewhere):
        words = row["name"].get("en") or next(filter(None, row["name"].values()))
        key = unused_key(words, row["key"], taken - {row["key"]}, _LONGEST)
        if key != row["key"]:
            found[row["key"]] = key
            taken.add(key)
    return found


def _is_numbered(row: Raw, part: Part) -> bool:
    """Whether a key says nothing: it was made for a row that had no name, in the list or on the canvas."""
    kind = f"step|{re.escape(row['type'])}" if part == "steps" else "field"
    return re.fullmatch(rf"(?:{kind})_\d+", row["key"]) is not None


def _keys(definitions: Iterable[Any], part: Part) -> Iterator[str]:
    return (row["key"] for definition in definitions for row in newest(definition).get(part, ()))


def with_keys(definition: Any, steps: Keys, fields: Keys) -> Any:
    """A process whose steps and fields have other keys: all that names them in it follows."""
    raw: Raw = copy.deepcopy(newest(definition))
    if not any(
        row["key"] in keys for part, keys in (("steps", steps), ("fields", fields)) for row in raw.get(part, ())
    ):
        return definition
    raw["start"] = steps.get(raw["start"], raw["start"])
    for field in raw.get("fields", ()):
        field["key"] = fields.get(field["key"], field["key"])
    for step in raw["steps"]:
        _rename(step, steps)
        _ask_by(step, fields)
    return raw


def _rename(step: Raw, steps: Keys) -> None:
    step["key"] = steps.get(step["key"], step["key"])
    for way in ways(step):
        way.lead(steps.get(way.to, way.to))
    if "join" in step:
        step["join"] = steps.get(step["join"], step["join"])
    if "not_by" in step:
        step["not_by"] = [steps.get(key, key) for key in step["not_by"]]


def _ask_by(step: Raw, fields: Keys) -> None:
    """Fields that outcomes ask for, by which conditions fork or somebody acts, and that an automatic act fills in."""
    facts = {f"{FIELD}{key}": f"{FIELD}{new}" for key, new in fields.items()}
    for asked in (asked for outcome in step.get("outcomes", ()) for asked in outcome.get("fields", ())):
        asked["field"] = fields.get(asked["field"], asked["field"])
    if step["type"] == "decision":
        for branch in step["branches"]:
            branch["when"] = _asking(branch["when"], facts)
    if "performer" in step:
        agency = step["performer"]["agency"]
        named = facts.get(agency.removeprefix(BY_FACT)) if agency.startswith(BY_FACT) else None
        step["performer"]["agency"] = f"{BY_FACT}{named}" if named else agency
    act = found_act(step.get("action", ""))
    if act is not None:
        step["values"] = {
            name: fields.get(value, value) if act.fills({name: value}) else value
            for name, value in step["values"].items()
        }


def _asking(when: Any, facts: Keys) -> Any:
    """A condition, its groups too, that asks for facts of other names."""
    if isinstance(when, list):
        return [_asking(each, facts) for each in when]
    if not isinstance(when, dict):
        return when
    return {
        name: facts.get(value, value) if name == "fact" and isinstance(value, str) else _asking(value, facts)
        for name, value in when.items()
    }
