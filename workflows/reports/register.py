"""The rows of the registers, one for each case: as they are frozen, in codes, numbers and times, and as they are read.

Never a word that a person wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

from permissions.agencies.levels import level_name
from permissions.agencies.models import AgencyRole
from permissions.people.models import User
from permissions.translated_text import in_language
from workflows.cases.events import EVENTS
from workflows.cases.models import CaseStatus, Channel, Outcome
from workflows.figures.row import CITIZEN, INSIDE
from workflows.reports.models import Snapshot
from workflows.reports.story import ANSWERED, CLOSED, ESCALATED, RATED, REFERRED, REOPENED, Act, Story

HELD = frozenset({CLOSED, ANSWERED})
"""In these statuses no post holds the case: it is over, or its citizen has the word."""
ASIDE = frozenset(
    {
        *("identity_asked", "identity_opened", "identity_refused", "identity_closed"),
        *("parties_set", "reader_named", "reader_ended", "made_confidential"),
        *("sealing_proposed", "sealing_escalated", "sealing_confirmed", "sealing_rejected"),
        *("hold_set", "hold_lifted", "erasure_asked", "erasure_refused", "erased"),
    }
)
"""What is no act on the request itself; told, it would say that its citizen wished to stay unknown, or that somebody
was once shut out of it. Nor is it how it was worked that its words are kept, or are not."""


@dataclass(slots=True, kw_only=True)
class Entry:
    """How one case stands at an instant. ``number`` is the one by which people know it; it is looked up for many rows
    at once, and given to them afterwards. What it missed is None in rows of definitions before version 8.

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
    missed: int | None = None
    missed_inside: int | None = None


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
        stars=next((act.data["stars"] for act in reversed(acts) if act.verb == RATED and act.data), None),
        missed=_missed(acts, CITIZEN),
        missed_inside=_missed(acts, INSIDE),
    )


def _missed(acts: list[Act], whom: str) -> int:
    return sum(len(act.missed.get(whom, ())) for act in acts)


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
    """The post that acted last or got it; side by side, that of the agency that leads."""
    for act in reversed(acts):
        if act.data and "lead" in act.data:
            return _id(act.data["lead"][0])
        if act.post_id is not None:
            return _id(act.post_id)
    return None


def _last_holder(acts: list[Act]) -> int | None:
    """Who got it when it last arrived somewhere or went up a level; side by side, who holds what leads."""
    for act in reversed(acts):
        if act.data and "lead" in act.data:
            return _id(act.data["lead"][1])
        if act.data and "holder" in act.data:
            return _id(act.data["holder"])
    return None


def _id(said: Any) -> int | None:
    return None if said is None else int(said)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Oldest first."""
    return sorted(entries, key=lambda row: (row.opened_at, row.case_id))


_TOLD: Final = tuple(name for name in Entry.__dataclass_fields__ if name != "case_id")
_values_of: Final = attrgetter(*_TOLD)
_INSTANTS: Final = ("opened_at", "closed_at", "last_at", "answered_at")
_CODES: Final = tuple(name for name in _TOLD if name not in (*_INSTANTS, "number"))
_instants_of: Final = attrgetter(*_INSTANTS)
_codes_of: Final = attrgetter(*_CODES)
_json: Final = cache(json.dumps)
"""Of codes, ids and small numbers: there are few."""
_PLACES: Final = {name: f'"{name}":{{{place}}}' for place, name in enumerate((*_INSTANTS, "number", *_CODES))}
_LINE: Final = "{{" + ",".join(_PLACES[name] for name in sorted(_PLACES)) + "}}\n"


def digest_of(entries: Iterable[Entry]) -> str:
    """SHA-256 (hex) over all rows in their order: what a snapshot keeps of its register."""
    return digest_over(map(written, entries))


def digest_over(lines: Iterable[bytes]) -> str:
    """The same over rows that are written already."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def written(row: Entry) -> bytes:
    """What is told of a row as one line of canonical JSON: names in their order, no spaces, ASCII.

    Put together here: to have an encoder do it took four times as long, which 200,000 rows of a month show.
    """
    instants = [f'"{at.isoformat()}"' if at else "null" for at in _instants_of(row)]
    return _LINE.format(*instants, json.dumps(row.number), *map(_json, _codes_of(row))).encode()


def told(row: Entry) -> dict[str, Any]:
    """A row without what is told nowhere."""
    return dict(zip(_TOLD, _values_of(row), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a register as it is read. ``age`` in whole days."""

    number: str
    opened_at: datetime
    closed_at: datetime | None
    age: int
    status: str
    kind: str = ""
    channel: str = ""
    agency: str = ""
    level: int | None = None
    level_name: str = ""
    outcome: str = ""
    holder: str = ""
    last_act: str = ""
    last_at: datetime | None = None
    answered_at: datetime | None = None
    escalations: int | None = None
    referrals: int | None = None
    reopenings: int | None = None
    stars: int | None = None
    missed: int | None = None
    missed_inside: int | None = None
    said_by_agency: str = ""


class Words:
    """Names to the codes of a snapshot's rows, as they were frozen with the numbers; in the language that was active
    when it was made. ``holders``: the ids of whoever the rows name."""

    def __init__(self, snapshot: Snapshot, holders: Iterable[int | None]) -> None:
        names = snapshot.names
        self._agencies = {name["id"]: in_language(name) for name in names["agencies"].values()}
        self._roles = {name["id"]: name["role"] for name in names["agencies"].values()}
        self._kinds = {code: in_language(name) for code, name in names["kinds"].items()}
        self._posts = {int(pk): in_language(name) for pk, name in names["posts"].items()}
        self._people = _people_of(snapshot, holders)
        # Each word is looked up once: of a long register that was most of the work.
        self._statuses = {code: str(label) for code, label in CaseStatus.choices}
        self._channels = {code: str(label) for code, label in Channel.choices}
        self._outcomes = {code: str(label) for code, label in Outcome.choices} | {"": ""}
        self._acts = {verb: str(event.words) for verb, event in EVENTS.items()}
        self._level_name = cache(level_name)

    def row(self, entry: Entry, until: datetime) -> Row:
        """The line of one case, as it stood just before ``until``."""
        agency = entry.agency_id or 0
        return Row(
            number=entry.number,
            opened_at=entry.opened_at,
            closed_at=entry.closed_at,
            age=((entry.closed_at or until) - entry.opened_at).days,
            status=self._statuses[entry.status],
            kind=self._kinds.get(entry.kind) or entry.kind,
            channel=self._channels[entry.channel],
            agency=self._agencies.get(agency, ""),
            level=entry.level,
            level_name=self._level_name(entry.level, self._roles.get(agency, AgencyRole.PUBLIC_BODY)),
            outcome=self._outcomes[entry.outcome],
            holder=self._holder(entry),
            last_act=self._acts[entry.last_act],
            last_at=entry.last_at,
            answered_at=entry.answered_at,
            escalations=entry.escalations,
            referrals=entry.referrals,
            reopenings=entry.reopenings,
            stars=entry.stars,
            missed=entry.missed,
            missed_inside=entry.missed_inside,
        )

    def _holder(self, entry: Entry) -> str:
        post = (self._posts.get(entry.post_id) or str(entry.post_id)) if entry.post_id is not None else ""
        person = self._people.get(entry.holder_id or 0, "")
        return " · ".join(filter(None, (post, person)))


def _people_of(snapshot: Snapshot, holders: Iterable[int | None]) -> dict[int, str]:
    """The holders of rows; those of a snapshot that froze no people yet, as they are called today."""
    if "people" in snapshot.names:
        return {int(pk): in_language(name) for pk, name in snapshot.names["people"].items()}
    return {person.pk: str(person) for person in User.objects.filter(pk__in={pk for pk in holders if pk is not None})}


def entry_of(said: Mapping[str, Any]) -> Entry:
    """A row that was frozen as JSON."""
    values = {name: value for name, value in said.items() if name in Entry.__dataclass_fields__}
    for name in ("opened_at", "closed_at", "last_at", "answered_at"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Entry(**values)
