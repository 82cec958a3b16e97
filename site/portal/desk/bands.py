"""The inbox's bands by what is due: late, today, tomorrow, later, paused, without a date; and their counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from permissions.written_time import local, written_day, written_hour, written_span, written_weekday
from workflows.cases.models import Work

LATE, TODAY, TOMORROW, LATER, PAUSED, UNDATED = "late", "today", "tomorrow", "later", "paused", "undated"
NAMES: Mapping[str, str | Promise] = {
    LATE: _("Late"),
    TODAY: _("Today"),
    TOMORROW: _("Tomorrow"),
    LATER: _("Later"),
    PAUSED: _("Paused"),
    UNDATED: _("Without a date"),
}
COUNTED_TO = 1_000


@dataclass(frozen=True, slots=True)
class Bands:
    """The limits between the bands at one instant: now, and the ends of today and tomorrow in the country's time."""

    now: datetime
    today_ends: datetime
    tomorrow_ends: datetime

    @classmethod
    def at(cls, instant: datetime) -> Bands:
        midnight = local(instant).replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(instant, midnight + timedelta(days=1), midnight + timedelta(days=2))

    def condition(self, band: str) -> Q:
        """The rows of a band; every open row is in exactly one."""
        match band:
            case "late":
                return Q(due__lte=self.now)
            case "today":
                return Q(due__gt=self.now, due__lt=self.today_ends)
            case "tomorrow":
                return Q(due__gte=max(self.today_ends, self.now), due__lt=self.tomorrow_ends)
            case "later":
                return Q(due__gte=self.tomorrow_ends)
            case "paused":
                return Q(due__isnull=True, paused_at__isnull=False)
        return Q(due__isnull=True, paused_at__isnull=True)

    def of(self, work: Work) -> str:
        """The band of one row."""
        if work.due is None:
            return UNDATED if work.paused_at is None else PAUSED
        if work.due <= self.now:
            return LATE
        if work.due < self.today_ends:
            return TODAY
        return TOMORROW if work.due < self.tomorrow_ends else LATER

    def words(self, work: Work) -> str | Promise:
        """When a row is due, as short as it can be said."""
        band = self.of(work)
        if work.due is None:
            return _("Paused: waiting for the citizen") if band == PAUSED else _("No date")
        if band == LATE:
            return _("Late by %(span)s") % {"span": written_span(self.now - work.due)}
        hour = written_hour(work.due)
        if band in (TODAY, TOMORROW):
            day: str | Promise = NAMES[band]
        else:
            date = local(work.due).date()
            near = work.due - self.now < timedelta(days=7)
            day = written_weekday(date) if near else written_day(date)
        return f"{day}{'،' if get_language_bidi() else ','} {hour}"


def counts(works: QuerySet[Work], bands: Bands) -> dict[str, int]:
    """How many rows each band has, each counted to ``COUNTED_TO`` + 1 at most, in one query whatever is open."""
    queries = [
        works.filter(bands.condition(band)).order_by().values("pk")[: COUNTED_TO + 1].query.sql_with_params()
        for band in NAMES
    ]
    columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _params in queries)  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [each for _sql, params in queries for each in params])
        return dict(zip(NAMES, cursor.fetchone(), strict=True))


def counted(count: int) -> str:
    """``12``, or ``1,000+`` when it is more than is counted."""
    return f"{COUNTED_TO:,}+" if count > COUNTED_TO else f"{count:,}"
