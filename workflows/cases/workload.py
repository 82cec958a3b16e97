"""What a supervisor reads of open work: how much lies at which step and how long, with whom, and what climbs when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from permissions.access.decide import Held, scope_of
from permissions.access.selectors import rows_in
from permissions.agencies.rights import VIEW_CASE
from workflows.cases.events import EventVerb
from workflows.cases.models import MISSED, CaseEvent, Track, Work

AGES: Final = (timedelta(days=2), timedelta(days=7), timedelta(days=30))
"""Up to how long work has lain where it is; what is older comes last."""
SENT: Final = (EventVerb.REPLIED, EventVerb.ASKED, EventVerb.DECIDED, EventVerb.REFERRED)
"""What officers send: to citizens, and to another agency."""


@dataclass(frozen=True, slots=True)
class AtStep:
    """The open work of one kind at one step, by ``AGES``; ``to_citizen``, ``inside``: how many promises it missed."""

    kind_id: int
    step: str
    ages: tuple[int, ...]
    to_citizen: int
    inside: int

    @property
    def count(self) -> int:
        return sum(self.ages)


@dataclass(frozen=True, slots=True)
class Load:
    """The open work of a person or a body (``key``). ``climbs``: how much of it is due by each of some moments.

    ``missed``: how much of it missed a promise; ``to_citizen``, ``inside``: how many these were. ``escalated``: how
    much is above the ground; ``oldest``: since when the oldest lies where it is.
    """

    key: int | None
    count: int
    climbs: tuple[int, ...] = ()
    missed: int = 0
    to_citizen: int = 0
    inside: int = 0
    escalated: int = 0
    oldest: datetime | None = None


def open_works(held: Held, agency_ids: Sequence[int]) -> QuerySet[Work]:
    """The open work of some agencies that somebody may see."""
    return _on_hand().filter(rows_in(scope_of(held, VIEW_CASE)), agency__in=agency_ids)


def open_everywhere() -> QuerySet[Work]:
    """The ordinary work of every agency that accuses nobody: whoever sees all agencies sees all of it."""
    return _on_hand().filter(track=Track.ORDINARY, guarded=False)


def _on_hand() -> QuerySet[Work]:
    return Work.objects.filter(done_at__isnull=True, waits=False, follows=False)


def at_steps(works: QuerySet[Work], at: datetime) -> list[AtStep]:
    """By kind and step, what has most first; one statement."""
    bounds = [at - age for age in AGES]
    ages: dict[str, Any] = {"age_0": Count("pk", filter=Q(reached_at__gt=bounds[0]))}
    for place, (older, newer) in enumerate(zip(bounds[1:], bounds, strict=False), 1):
        ages[f"age_{place}"] = Count("pk", filter=Q(reached_at__gt=older, reached_at__lte=newer))
    ages[f"age_{len(bounds)}"] = Count("pk", filter=Q(reached_at__lte=bounds[-1]))
    missed = {"to_citizen": Sum("missed"), "inside": Sum("missed_inside")}
    rows: Iterable[Any] = works.order_by().values("kind", "step").annotate(**ages, **missed)
    found = [
        AtStep(row["kind"], row["step"], tuple(row[age] for age in ages), row["to_citizen"], row["inside"])
        for row in rows
    ]
    return sorted(found, key=lambda each: -each.count)


def loads(works: QuerySet[Work], by: str, at: datetime, moments: Sequence[datetime]) -> list[Load]:
    """By ``person`` (whom it is assigned to, else its holder) or by ``body``, who has most first; one statement."""
    key = Coalesce("assignee", "holder") if by == "person" else F("agency")
    due = {f"by_{place}": Count("pk", filter=Q(due__gt=at, due__lte=each)) for place, each in enumerate(moments)}
    keyed = works.order_by().annotate(key=key).values("key")
    rows: Iterable[Any] = keyed.annotate(
        count=Count("pk"),
        missed_any=Count("pk", filter=MISSED),
        to_citizen=Sum("missed"),
        inside=Sum("missed_inside"),
        escalated=Count("pk", filter=Q(level__gt=0)),
        oldest=Min("reached_at"),
        **due,
    )
    names = ("missed_any", "to_citizen", "inside", "escalated", "oldest")
    found = [
        Load(row["key"], row["count"], tuple(row[each] for each in due), *(row[name] for name in names)) for row in rows
    ]
    return sorted(found, key=lambda each: -each.count)


def sent_by(user_ids: Sequence[int], reached: Q, since: datetime) -> Mapping[int, Mapping[str, int]]:
    """What some people have sent since then: by person and verb, how often. ``reached``: which cases count."""
    events = CaseEvent.objects.filter(reached, verb__in=SENT, at__gte=since, actor_user__in=user_ids)
    rows = events.order_by().values("actor_user", "verb").annotate(count=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["actor_user"], {})[row["verb"]] = row["count"]
    return found
