"""The machine keys of questions, answers and steps, made from their words where no editor has written one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from content.forms.keys import DANGER, PART_LENGTH, RESERVED_KEYS
from content.forms.questions import GROUP
from permissions.readable_keys import LONGEST, unused_key


def address_of(title: str, taken: Iterable[str]) -> str:
    """The last part of a page's address, made from its title: an Arabic one has none of its own."""
    return unused_key(title, "form", {each.replace("-", "_") for each in taken}).replace("_", "-")


def give_keys(stream: Any) -> None:
    """Give a key to every question, answer, step and exit of ``stream`` (a ``StreamValue``) that has none.

    ``danger`` is never made by itself: a yes to a question of that key stands above all else that an officer reads.
    """
    taken = RESERVED_KEYS | {DANGER} | {child.value.get("key") or "" for child in stream}
    for child in stream:
        longest = PART_LENGTH if child.block_type == GROUP else LONGEST
        taken |= {_give(child.value, child.block_type, taken, longest)}
        inner = child.value["questions"] if child.block_type == GROUP else ()
        within = {question.value.get("key") or "" for question in inner}
        for question in inner:
            within.add(_give(question.value, question.block_type, within, PART_LENGTH))


def _give(value: Any, kind: str, taken: Iterable[str], longest: int) -> str:
    """The key of a block, made where it is empty, after those of its answers; "" where its kind has none."""
    options = value.get("options") or ()
    known = {option["key"] for option in options}
    for option in options:
        if not option["key"]:
            option["key"] = unused_key(option["label"], "answer", known)
            known.add(option["key"])
    if "key" in value and not value["key"]:
        value["key"] = unused_key(value.get("label") or "", kind, taken, longest)
    return value.get("key") or ""


def keep_published_keys(data: Any, published: Mapping[str, str]) -> None:
    """Put back, into what an editor sent, the key of each published block that came without one. Changes ``data``.

    ``published``: keys by the ids of blocks. Answers are kept under them, whatever the words are by now.
    """
    for name in [name for name in data if name.endswith("-id") and data[name] in published]:
        key = f"{name.removesuffix('id')}value-key"
        if data.get(key) == "":
            data[key] = published[data[name]]


def keys_by_id(raw: Any) -> Iterator[tuple[str, str]]:
    """The id of every block below ``raw``, as it lies in the database, that has a key, with the key."""
    for block in raw:
        value = block["value"]
        if value.get("key"):
            yield block.get("id") or "", value["key"]
        yield from keys_by_id([*value.get("options", ()), *value.get("questions", ())])
