"""Bodies of JSON, read so that nobody can mean two things by one, or more than is kept."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest
from ninja.parser import Parser

JSON = "application/json"
MOST_VALUES: Final = 2_000
"""In one body, each inner one counted: what is wrong is told of each, which takes some hundred times its room."""


class OtherMediaType(Exception):
    """The body does not say that it is JSON."""


class NotJson(Exception):
    """The body is not JSON that is taken: broken, not UTF-8, too deep, too many values, a key twice, half a character,
    NaN."""


class StrictParser(Parser):
    """Ninja's parser of bodies; what it raises is the ``__cause__`` of ninja's own error."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != JSON:
            raise OtherMediaType
        return read(request.body)


def read(body: bytes) -> Any:
    """What ``body`` says; raises ``NotJson``."""
    try:
        said = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refused)
        _count(said)
        # Half of a pair that makes a character: Python would keep it, no database and no letter can.
        json.dumps(said, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    return said


def _count(said: Any) -> None:
    waiting, seen = [said], 1
    while waiting:
        each = waiting.pop()
        inner = list(each.values()) if isinstance(each, dict) else each if isinstance(each, list) else []
        seen += len(inner)
        if seen > MOST_VALUES:
            raise ValueError("It has too many values.")
        waiting += inner


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("A key stands twice.")
    return found


def _refused(constant: str) -> float:
    raise ValueError(constant)
