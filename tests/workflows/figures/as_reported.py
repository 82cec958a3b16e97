"""What the rows of figures say, against the same counted from the diary by code that they have nothing of."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q, QuerySet, Sum

from workflows.cases.models import CaseEvent
from workflows.figures.models import FOREVER, Occurrence, Standing
from workflows.reports.counting import Count, Span
from workflows.reports.definitions import counted_today
from workflows.reports.diary import stories

LONG_AGO, FAR = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
OFTEN = ("escalated", "excused", "referred", "reminded", "reopened")
SATISFIED, RESOLVED, EXPLAINED = Q(stars__gte=4), Q(outcome__in=["resolved", "partly_resolved"]), Q(outcome="explained")
PRAISE, COMPLAINT = Q(kind="praise"), Q(kind="complaint")


def assert_as_reported(*, instants: int = 40) -> None:
    """Today's figures by agency, and how each case stood after some of the events (the last so many)."""
    _today()
    for at in CaseEvent.objects.order_by("-at").values_list("at", flat=True).distinct()[:instants]:
        _as_of(at + INSTANT)


def _today() -> None:
    count = Count(Span(LONG_AGO, FAR, FAR), counted_today())
    for story in stories(FAR):
        count.add(story)
    stands = Standing.objects.filter(until=FOREVER, apart="")
    occurred = Occurrence.objects.filter(apart="")
    rated = occurred.filter(verb="rated")
    said = {
        "received": _by(stands),
        "answerable": _by(stands.exclude(PRAISE)),
        "answered": _by(stands.filter(decided_on__isnull=False).exclude(PRAISE)),
        "complaints_closed": _by(stands.filter(COMPLAINT, status="closed")),
        "closed": _by(stands.filter(status="closed")),
        "resolved": _by(stands.filter(RESOLVED, COMPLAINT, status="closed")),
        "explained": _by(stands.filter(EXPLAINED, COMPLAINT, status="closed")),
        "pending": _by(stands.exclude(status="closed")),
        "rated": _by(rated.exclude(PRAISE)),
        "satisfied": _by(rated.filter(SATISFIED).exclude(PRAISE)),
        "needs_said": _by(rated.exclude(PRAISE).exclude(solved="")),
        "needs_met": _by(rated.exclude(PRAISE).filter(solved="yes")),
        "escalated_by_clock": _by(occurred.filter(verb="escalated", by="clock")),
        "spam": _by(occurred.filter(verb="closed_as_spam")),
        **{
            verb: _by(occurred.filter(verb=verb))
            for verb in ("escalated", "excused", "referred", "reminded", "reopened")
        },
    }
    for name, found in said.items():
        told = Counter({agency: figures[name] for agency, figures in count.agencies.items()})
        assert +found == +told, name
    # Each decision counts where the case lay then; its row says where it lies now.
    assert stands.filter(in_time__isnull=False).count() == count.national["limited"]
    assert stands.filter(in_time=True).count() == count.national["in_time"]
    levels = Counter(dict(occurred.filter(verb="escalated").values_list("level").annotate(Sum("weight"))))
    assert levels == Counter({level: count.national[f"escalated.{level}"] for level in levels})
    assert sum(levels.values()) == count.national["escalated"]


def _by(rows: QuerySet[Any]) -> Counter[int]:
    """How many, by agency."""
    total = Sum("weight") if rows.model is Occurrence else Number("pk")
    return Counter(dict(rows.values_list("agency").annotate(total)))


def _as_of(instant: datetime) -> None:
    told: Counter[tuple[Any, ...]] = Counter()
    for story in stories(instant):
        stood = story.standing(instant)
        if stood is not None:
            told[
                story.case_id,
                stood.agency_id,
                stood.status,
                stood.outcome,
                stood.level,
                story.apart(instant),
                story.answered_at(instant) is not None,
            ] += 1
    rows = Standing.objects.filter(since__lt=instant, until__gte=instant)
    found = Counter(
        (row.case_id, row.agency_id, row.status, row.outcome, row.level, row.apart, row.answered_on is not None)
        for row in rows
    )
    assert found == told
