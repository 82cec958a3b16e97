"""The rows of registers in words: agencies, kinds, posts and levels by their names, in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from permissions.agencies.levels import level_name
from permissions.agencies.models import AgencyRole
from permissions.people.models import User
from permissions.translated_text import in_language
from workflows.cases.models import CaseStatus, Channel, EventVerb, Outcome
from workflows.reports.models import Snapshot
from workflows.reports.registers import Entry


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


class Words:
    """Names to the codes of a snapshot's rows; people are looked up, all else was frozen with the numbers."""

    def __init__(self, snapshot: Snapshot, entries: Iterable[Entry]) -> None:
        found = list(entries)
        self._names = snapshot.names
        self._agencies = {name["id"]: in_language(name) for name in snapshot.names["agencies"].values()}
        self._roles = {name["id"]: name["role"] for name in snapshot.names["agencies"].values()}
        holders = {each.holder_id for each in found if each.holder_id is not None}
        self._people = {person.pk: str(person) for person in User.objects.filter(pk__in=holders)}

    def row(self, entry: Entry, until: datetime) -> Row:
        """The line of one case, as it stood just before ``until``."""
        return Row(
            number=entry.number,
            opened_at=entry.opened_at,
            closed_at=entry.closed_at,
            age=((entry.closed_at or until) - entry.opened_at).days,
            status=str(CaseStatus(entry.status).label),
            kind=self._named("kinds", entry.kind),
            channel=str(Channel(entry.channel).label),
            agency=self._agencies.get(entry.agency_id or 0, ""),
            level=entry.level,
            level_name=level_name(entry.level, self._roles.get(entry.agency_id or 0, AgencyRole.PUBLIC_BODY)),
            outcome=str(Outcome(entry.outcome).label) if entry.outcome else "",
            holder=self._holder(entry),
            last_act=str(EventVerb(entry.last_act).label),
            last_at=entry.last_at,
            answered_at=entry.answered_at,
            escalations=entry.escalations,
            referrals=entry.referrals,
            reopenings=entry.reopenings,
            stars=entry.stars,
        )

    def _named(self, table: str, code: str) -> str:
        return in_language(self._names[table].get(code, {})) or code

    def _holder(self, entry: Entry) -> str:
        post = self._named("posts", str(entry.post_id)) if entry.post_id is not None else ""
        person = self._people.get(entry.holder_id or 0, "")
        return " · ".join(filter(None, (post, person)))


def entry_of(said: Mapping[str, Any]) -> Entry:
    """A row that was frozen as JSON."""
    values = {name: value for name, value in said.items() if name in Entry.__dataclass_fields__}
    for name in ("opened_at", "closed_at", "last_at", "answered_at"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Entry(**values)
