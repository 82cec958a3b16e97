"""What is said after an act, with the way back where a slip would hurt: kept for the next page only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from permissions.now import now
from permissions.written_time import local
from portal.people_admin.spans import Words, last_day

_KEY = "insaf_access_done"


@dataclass(frozen=True, slots=True)
class Done:
    """A sentence; ``address`` and ``fields`` (a list for several values) are the act that takes it back, if any."""

    said: Words
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


def days_of(starts: datetime, ends: datetime | None) -> dict[str, str]:
    """A span as its form takes it; a beginning that is over is left empty: from now on."""
    return {
        "starts": local(starts).date().isoformat() if starts > now() else "",
        "ends": last_day(ends).isoformat() if ends is not None else "",
    }
