"""The rows of the registers: one for each case, in codes, numbers and times; never a word that a person wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from workflows.reports.story import ANSWERED, CLOSED, ESCALATED, RATED, REFERRED, REOPENED, Act, Story

HELD = frozenset({CLOSED, ANSWERED})
"""In these statuses no post holds the case: it is over, or its citizen has the word."""
ASIDE = frozenset(
    {
        *("identity_asked", "identity_opened", "identity_refused", "identity_closed"),
        *("parties_set", "reader_named", "reader_ended"),
    }
)
"""What is no act on the request itself; told, it would say that its citizen wished to stay unknown, or that somebody
was once shut out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How one case stands at an instant. ``number`` is the one by which people know it.

    ``case_id`` finds that number and is told nowhere: ids are given out in turn, so that the gaps between those of a
    register, or a digest over them, would tell how many cases are left out of it.
    """

    case_id: int = 0
    number: str = ""
    opened_at: datetime
    status: str
    closed_at: datetime | None
    kind: str = ""
    channel: str = ""
    agency_id: int | None = None
    level: int = 0
    outcome: str = ""
    post_id: int | None = None
    holder_id: int | None = None
    last_act: str = ""
    last_at: datetime | None = None
    answered_at: datetime | None = None
    escalations: int = 0
    referrals: int = 0
    reopenings: int = 0
    stars: int | None = None


def entry(story: Story, until: datetime) -> Iterator[Entry]:
    """The row of a case as it stood just before ``until``; none when it was not there."""
    acts = [act for act in story.acts if act.at < until]
    if not acts:
        return
    last = acts[-1]
    shown = next((act for act in reversed(acts) if act.verb not in ASIDE), last)
    verbs = [act.verb for act in acts]
    held = last.status not in HELD
    yield Entry(
        case_id=story.case_id,
        opened_at=story.opened_at,
        status=last.status,
        closed_at=_closed_at(acts),
        kind=story.kind,
        channel=story.channel,
        agency_id=last.agency_id,
        level=last.level,
        outcome=last.outcome,
        post_id=_last_post(acts) if held else None,
        holder_id=_last_holder(acts) if held else None,
        last_act=shown.verb,
        last_at=shown.at,
        answered_at=story.answered_at(until),
        escalations=verbs.count(ESCALATED),
        referrals=verbs.count(REFERRED),
        reopenings=verbs.count(REOPENED),
        stars=next((act.data["stars"] for act in acts if act.verb == RATED and act.data), None),
    )


def _closed_at(acts: list[Act]) -> datetime | None:
    """When it was closed for the last time, if it still is."""
    closed: datetime | None = None
    for act in acts:
        if act.status != CLOSED:
            closed = None
        elif closed is None:
            closed = act.at
    return closed


def _last_post(acts: list[Act]) -> int | None:
    return next((act.post_id for act in reversed(acts) if act.post_id is not None), None)


def _last_holder(acts: list[Act]) -> int | None:
    """Who got it when it last arrived somewhere or went up a level."""
    for act in reversed(acts):
        if act.data and "holder" in act.data:
            holder = act.data["holder"]
            return None if holder is None else int(holder)
    return None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Oldest first."""
    return sorted(entries, key=lambda row: (row.opened_at, row.case_id))


def digest_of(entries: Iterable[Entry]) -> str:
    """SHA-256 (hex) over all rows in their order: what a snapshot keeps of its register."""
    digest = hashlib.sha256()
    for row in entries:
        said = json.dumps(told(row), sort_keys=True, separators=(",", ":"), default=datetime.isoformat)
        digest.update(said.encode() + b"\n")
    return digest.hexdigest()


def told(row: Entry) -> dict[str, Any]:
    """A row without what is told nowhere."""
    said = asdict(row)
    del said["case_id"]
    return said
