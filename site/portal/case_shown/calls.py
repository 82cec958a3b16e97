"""The calls in which a request was filed or added to, for those who know plainly who filed it: voices tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from permissions.writing import written_span
from workflows.calls.models import Call
from workflows.calls.selectors import calls_of
from workflows.cases.models import Case


@dataclass(frozen=True, slots=True)
class ShownCall:
    """One call: how it reached us, what was done in it, when, how long it lasted, and where its recording is."""

    reached: str
    what: str
    at: datetime
    lasted: str
    recording: str


def shown_calls(case: Case) -> Iterator[ShownCall]:
    """The first first. One query."""
    for heard in calls_of(case):
        call = heard.call
        if call.began_at is not None:
            reached = str(call.get_channel_display())
            yield ShownCall(reached, heard.what, call.began_at, _lasted(call), recording_address(call))


def _lasted(call: Call) -> str:
    ended = call.ended_at
    return written_span(ended - call.began_at) if ended is not None and call.began_at is not None else ""


def recording_address(call: Call) -> str:
    """Where the operator keeps the recording; it is only linked, never fetched."""
    known = bool(call.recording and settings.RECORDINGS_URL)
    return settings.RECORDINGS_URL.replace("{id}", call.recording) if known else ""
