"""What is said after an act, with the way back where a slip would hurt: kept for the next page only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

_KEY = "insaf_done"


@dataclass(frozen=True, slots=True)
class Done:
    """A sentence; ``address`` and ``fields`` (a list for several values) are the act that takes it back, if any."""

    said: str | Promise
    address: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def keep(request: HttpRequest, done: Done) -> None:
    """Have it said by the next page."""
    fields = [
        (name, str(each))
        for name, value in done.fields.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]
    request.session[_KEY] = {"said": str(done.said), "address": done.address, "fields": fields}


def take(request: HttpRequest) -> dict[str, Any] | None:
    """What is still to be said; said once."""
    if _KEY not in request.session:
        return None
    kept: dict[str, Any] = request.session.pop(_KEY)
    return kept
