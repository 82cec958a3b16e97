"""Each operation as a call that somebody can paste, and each shape in a few lines: drawn of the description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Schema = Mapping[str, Any]
SAMPLES: Final[Mapping[str, Any]] = {
    "form": "FORM_ID",
    "answers": {
        "agency": "unknown",
        "subject": _("A hole in the road"),
        "text": _("In front of the school, for a month."),
    },
    "promises": [],
    "tracking": "NUMBER",
    "secret": "SECRET",
    "address": "citizen@example.org",
    "link": "LINK_OF_THE_LETTER",
    "relay": "news@example.org",
    "text": _("It’s in the second street."),
    "stars": 4,
}
"""What stands for a value, by the name of the field; words in capitals are what whoever calls has to put in."""
PLACES: Final[Mapping[str, str]] = {"form": "FORM_ID", "number": "1"}
HEADS: Final[Mapping[str, str]] = {"Idempotency-Key": "$(uuidgen)"}
UPLOAD: Final = "multipart/form-data"


def curl(base: str, method: str, path: str, said: Schema, shapes: Mapping[str, Schema]) -> str:
    """A call of an operation with all that it must have. ``base``: scheme and host."""
    for name, value in PLACES.items():
        path = path.replace(f"{{{name}}}", value)
    words = [f"curl {'' if method == 'GET' else f'-X {method} '}{base}{path}"]
    if "security" in said:
        words.append('-H "Authorization: Bearer TOKEN"')
    needed = [each["name"] for each in said["parameters"] if each["in"] == "header" and each.get("required")]
    words += [f'-H "{name}: {HEADS[name]}"' for name in needed]
    for kind, content in said.get("requestBody", {"content": {}})["content"].items():
        if kind == UPLOAD:
            words.append("-F file=@photo.jpg")
            continue
        body = json.dumps(_sample(resolved(content["schema"], shapes)), indent=2, ensure_ascii=False, default=_said)
        words += ['-H "Content-Type: application/json"', f"-d '{body}'"]
    return " \\\n  ".join(words)


def _sample(schema: Schema) -> dict[str, Any]:
    """What must be there, and the words where they may be."""
    needed = schema.get("required", [])
    return {name: SAMPLES[name] for name in schema["properties"] if name in needed or name == "text"}


def _said(words: Promise) -> str:
    """What a citizen would write, in the language of the page."""
    return str(words)


def resolved(schema: Schema, shapes: Mapping[str, Schema]) -> Schema:
    return shapes[name_of(schema)] if "$ref" in schema else schema


def name_of(schema: Schema) -> str:
    """Of the shape that a schema refers to; empty for none."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def fields(schema: Schema) -> Iterator[tuple[str, str, str]]:
    """Each field of a shape, with a question mark where it may be left out, its type, and the shape that it names."""
    for name, said in schema.get("properties", {}).items():
        written, shape = type_of(said)
        yield name if name in schema.get("required", []) else f"{name}?", written, shape


def type_of(schema: Schema) -> tuple[str, str]:
    """A type as programmers write it, and the name of the shape in it."""
    if shape := name_of(schema):
        return shape, shape
    if "anyOf" in schema:
        parts = [type_of(each) for each in schema["anyOf"]]
        return " | ".join(written for written, _shape in parts), next((shape for _written, shape in parts if shape), "")
    if "enum" in schema:
        return " | ".join(json.dumps(each) for each in schema["enum"]), ""
    if schema.get("type") == "array":
        written, shape = type_of(schema["items"])
        return f"[{written}]", shape
    return str(schema.get("format") or schema.get("type", "object")), ""
