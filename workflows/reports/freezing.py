"""Counts a period from the diary: its numbers, the names to them, and the register that goes with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from permissions.agencies.models import Agency, AgencyRole, Post
from workflows.cases.models import RequestKind
from workflows.reports.counting import DEFINITIONS, Count, Figures, Span
from workflows.reports.facts import stories, tracking_numbers
from workflows.reports.period import Period
from workflows.reports.registers import Entry, digest_of, entry, in_order
from workflows.reports.story import CLOSED, Story

OLDEST = 20
"""How many of the oldest pending cases a monthly report names."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is frozen. ``numbers`` are keyed by codes, ``names`` say what the codes are called now."""

    period: Period
    cut_off: datetime
    numbers: dict[str, Any]
    names: dict[str, Any]
    register_rows: int
    register_digest: str

    @property
    def checksum(self) -> str:
        """The same diary, names and definitions give the same one, whoever counts and whenever."""
        return checksum_of(
            kind=self.period.kind,
            period=self.period.name,
            cut_off=self.cut_off,
            definitions=DEFINITIONS,
            numbers=self.numbers,
            names=self.names,
            register=[self.register_rows, self.register_digest],
        )


def checksum_of(**reported: Any) -> str:
    """SHA-256 (hex) over canonical JSON of all that is reported."""
    canonical = json.dumps(
        reported, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def spans(period: Period, cut_off: datetime) -> tuple[Span, Span]:
    """What is counted, and the former period beside it: whole, and with a cut-off as long after its end."""
    former = period.former
    later = max(cut_off - period.end, timedelta(0))
    return (
        Span(period.start, min(period.end, cut_off), cut_off),
        Span(former.start, former.end, former.end + later),
    )


def count(period: Period, cut_off: datetime) -> Counted:
    """One walk over the diary. Memory grows with the register's rows, not with the diary."""
    span, former_span = spans(period, cut_off)
    now = Count(span, months=[month.start for month in period.months()])
    before = Count(former_span)
    rows: list[Entry] = []
    pending: list[Entry] = []
    for story in stories(max(cut_off, former_span.cut_off)):
        now.add(story)
        before.add(story)
        row = row_of(story, period, cut_off)
        if row is not None:
            rows.append(row)
        if period.kind == "monthly":
            pending += _pending(story, span.end)
    rows = in_order(rows)
    oldest = in_order(pending)[:OLDEST]
    numbers = _numbers(now, before, period) | {"oldest": _named_rows(oldest)}
    return Counted(period, cut_off, numbers, _names(rows, oldest, set(now.kinds)), len(rows), digest_of(rows))


def row_of(story: Story, period: Period, cut_off: datetime) -> Entry | None:
    """A case's row in the register: of a month all that was received in it, as it stands at the cut-off; of a year
    what is pending at its end."""
    if period.kind == "monthly":
        received = period.start <= story.opened_at < min(period.end, cut_off)
        return entry(story, cut_off) if received else None
    return next(iter(_pending(story, min(period.end, cut_off), sensitive_too=True)), None)


def _pending(story: Story, until: datetime, *, sensitive_too: bool = False) -> Iterator[Entry]:
    standing = story.standing(until)
    if standing is None or standing.status == CLOSED or not (story.ordinary or sensitive_too):
        return
    row = entry(story, until)
    if row is not None:
        yield row


def register(period: Period, cut_off: datetime) -> list[Entry]:
    """The register alone, read from the diary again."""
    monthly = period.kind == "monthly"
    opened = (period.start, min(period.end, cut_off)) if monthly else None
    found = (row_of(story, period, cut_off) for story in stories(cut_off, opened=opened))
    return in_order(row for row in found if row is not None)


def _numbers(now: Count, before: Count, period: Period) -> dict[str, Any]:
    codes = dict(Agency.objects.values_list("pk", "code"))
    return {
        "national": _sorted(now.national),
        "former": _sorted(before.national),
        "ordinary": _sorted(now.ordinary),
        "agencies": {codes[pk]: _sorted(figures) for pk, figures in now.agencies.items()},
        "kinds": {code: _sorted(figures) for code, figures in now.kinds.items()},
        "channels": {code: _sorted(figures) for code, figures in now.channels.items()},
        "months": [[month.name, now.by_month[place]] for place, month in enumerate(period.months())],
    }


def _sorted(figures: Figures) -> dict[str, int]:
    return dict(sorted(figures.items()))


def _named_rows(rows: list[Entry]) -> list[dict[str, Any]]:
    """Rows as JSON, with the numbers by which people know the cases."""
    numbers = tracking_numbers([row.case_id for row in rows])
    said = json.loads(json.dumps([asdict(row) for row in rows], default=datetime.isoformat))
    return [{**row, "number": numbers[row["case_id"]]} for row in said]


def _names(rows: list[Entry], oldest: list[Entry], counted: set[str]) -> dict[str, Any]:
    """Every agency that takes cases, also one without any; the posts that hold a row; the kinds.

    A kind that has become sensitive keeps its name while ordinary cases of it are ``counted`` or stand in a row.
    """
    agencies = Agency.objects.exclude(role=AgencyRole.SENSITIVE_UNIT).order_by("code")
    posts = {row.post_id for row in (*rows, *oldest) if row.post_id is not None}
    told = counted | {row.kind for row in (*rows, *oldest) if not row.sensitive}
    kinds = RequestKind.objects.filter(Q(sensitive=False) | Q(code__in=told))
    return {
        "agencies": {agency.code: {"id": agency.pk, "role": agency.role, **agency.name} for agency in agencies},
        "posts": {str(pk): name for pk, name in Post.objects.filter(pk__in=posts).values_list("pk", "name")},
        "kinds": {kind.code: {"position": kind.position, **kind.name} for kind in kinds},
    }
