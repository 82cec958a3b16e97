"""The machine keys of questions, answers and steps, made from their words where no editor has written one.

Arabic words are written in Latin letters, without those that only join others: ``rqm_maamla`` of «رقم المعاملة».
Whoever reads an export sees what was asked, which a number would not say; and no translation changes the key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from content.forms.keys import DANGER, PART_LENGTH, RESERVED_KEYS
from content.forms.questions import GROUP
from permissions.arabic import latin_digits

_LATIN: Final = str.maketrans(
    {
        **dict(zip("ابتجحدرزسصضطظعفقكلمنهويىة", "abtjhdrzssdtzafqklmnhwyaa", strict=True)),
        **dict(zip("أإآٱؤئگپچ", ("a", "i", "a", "a", "w", "y", "g", "p", "ch"), strict=True)),
        **dict(zip("ثخذشغ", ("th", "kh", "dh", "sh", "gh"), strict=True)),
        **dict.fromkeys("ءـ’'"),
    }
)
_ARTICLE: Final = "ال"
_JOINING: Final = frozenset(
    re.findall(
        r"\w+",
        "هل ما من في على إلى عن أو أن هو هي التي الذي هذا هذه كان كانت يا قد لا a an and are at did do does for from"
        " has have in is it of on or that the this to was were what which you your",
    )
)
_MOST_WORDS: Final = 4
_LONGEST: Final = 30


def key_of(words: str, longest: int = _LONGEST) -> str:
    """A key that says what ``words`` say; "" where they have no letter that can be written in Latin ones."""
    found = re.findall(r"[\w’']+", latin_digits(words.lower()))
    telling = [word for word in found if word not in _JOINING] or found
    key = ""
    for part in filter(None, map(_in_latin, telling[:_MOST_WORDS])):
        longer = f"{key}_{part}" if key else part.lstrip("0123456789_")[:longest]
        if len(longer) > longest:
            break
        key = longer
    return key


def _in_latin(word: str) -> str:
    bare = word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 2 else word
    latin = unicodedata.normalize("NFKD", bare.translate(_LATIN))
    return re.sub(r"[^a-z0-9]", "", latin)


def unused_key(words: str, otherwise: str, taken: Iterable[str], longest: int = _LONGEST) -> str:
    """The key of ``words``, else ``otherwise``; with a number behind it where one of ``taken`` is the same."""
    key, number = key_of(words, longest) or otherwise[:longest], 1
    made = key
    while made in taken:
        number += 1
        made = f"{key[: longest - len(str(number)) - 1]}_{number}"
    return made


def address_of(title: str, taken: Iterable[str]) -> str:
    """The last part of a page's address, made from its title: an Arabic one has none of its own."""
    return unused_key(title, "form", {each.replace("-", "_") for each in taken}).replace("_", "-")


def give_keys(stream: Any) -> None:
    """Give a key to every question, answer, step and exit of ``stream`` (a ``StreamValue``) that has none.

    ``danger`` is never made by itself: a yes to a question of that key stands above all else that an officer reads.
    """
    taken = RESERVED_KEYS | {DANGER} | {child.value.get("key") or "" for child in stream}
    for child in stream:
        longest = PART_LENGTH if child.block_type == GROUP else _LONGEST
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
