"""The inbox's bands: what has climbed, what missed a promise, then by what is due (today, tomorrow, later …)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Q, QuerySet, Value, When
from django.db.models import Case as Cases
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from permissions.compiled import Statement, planned_anew
from permissions.writing import (
    by_day,
    by_the_end_of,
    local,
    with_hour,
    written_day,
    written_number,
    written_span,
    written_weekday,
)
from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import next_day_begins
from workflows.cases.models import MISSED as MISSED_ANY
from workflows.cases.models import Work

Key = TypeVar("Key", bound=Hashable)
CLIMBED, MISSED = "climbed", "missed"
TODAY, TOMORROW, LATER, PAUSED, UNDATED = "today", "tomorrow", "later", "paused", "undated"
BESIDE_THE_DATE = (CLIMBED, MISSED)
"""Bands in which a row is beside that of its date."""
NAMES: Mapping[str, str | Promise] = {
    CLIMBED: _("Escalated to you"),
    MISSED: _("Requests with a missed date"),
    TODAY: _("Today"),
    TOMORROW: _("Tomorrow"),
    LATER: _("Later"),
    PAUSED: _("Paused"),
    UNDATED: _("Without a date"),
}
DAYS: Mapping[int, str | Promise] = {0: _("Today"), 1: _("Tomorrow")}
MIDNIGHT = time(0)
COUNTED_TO = 1_000


@dataclass(frozen=True, slots=True)
class Bands:
    """The limits between the bands at one instant: now, and when the next two working days of the reader begin.

    What falls due at the very beginning of a working day belongs to the day before: nobody is there in between.
    ``climbs_to``: a reader in a post above the ground, to whom work climbs; None for all others.
    """

    now: datetime
    today_ends: datetime
    tomorrow_ends: datetime
    climbs_to: int | None = None

    @classmethod
    def at(cls, instant: datetime, calendar: Calendar, *, climbs_to: int | None = None) -> Bands:
        today_ends = next_day_begins(calendar, instant)
        return cls(instant, today_ends, next_day_begins(calendar, today_ends), climbs_to)

    @property
    def instants(self) -> tuple[datetime, datetime, datetime]:
        """What stands in a kept statement in place of ``INSTANTS``."""
        return self.now, self.today_ends, self.tomorrow_ends

    def condition(self, band: str) -> Q:
        """The rows of a band; by its date every open row is in exactly one. What fell due before the
        clock came by is still today's."""
        match band:
            case "climbed":
                return Q(holder=self.climbs_to, level__gt=0) if self.climbs_to is not None else Q(pk__in=[])
            case "missed":
                return MISSED_ANY
            case "today":
                return Q(due__lte=self.today_ends)
            case "tomorrow":
                return Q(due__gt=self.today_ends, due__lte=self.tomorrow_ends)
            case "later":
                return Q(due__gt=self.tomorrow_ends)
            case "paused":
                return Q(due__isnull=True, paused_at__isnull=False)
        return Q(due__isnull=True, paused_at__isnull=True)

    def of(self, work: Work) -> str:
        """The band of one row by its date."""
        if work.due is None:
            return UNDATED if work.paused_at is None else PAUSED
        if work.due <= self.today_ends:
            return TODAY
        return TOMORROW if work.due <= self.tomorrow_ends else LATER

    def place(self, work: Work) -> str:
        """Where a row stands: with what has climbed to the reader, which comes first, or by its date."""
        return CLIMBED if self.has_climbed(work) else self.of(work)

    def has_climbed(self, work: Work) -> bool:
        return self.climbs_to is not None and work.holder_id == self.climbs_to and work.level > 0

    def name(self, band: str) -> str | Promise:
        """What a band is called now: before days off the next working day is not tomorrow."""
        days = (local(self.today_ends).date() - local(self.now).date()).days
        return _("Next working day") if band == TOMORROW and days > 1 else NAMES[band]

    def words(self, work: Work) -> str | Promise:
        """When a row is due, as short as it can be said."""
        with by_day(work.case.by_day):
            return self._words(work)

    def _words(self, work: Work) -> str | Promise:
        band = self.of(work)
        if work.due is None:
            return _("Paused: waiting for the citizen") if band == PAUSED else _("No date")
        if work.due <= self.now:
            return _("Passed %(span)s ago") % {"span": written_span(self.now - work.due)}
        if work.due_by_day:
            return by_the_end_of(str(self._named(local(work.due - timedelta(microseconds=1)).date())))
        due = local(work.due)
        if due.time() == MIDNIGHT:
            return self._before(due.date())
        return with_hour(str(self._named(due.date())), work.due)

    def _before(self, date: date) -> str | Promise:
        """The first instant of a date, as the end of the one before: ``12:00`` of which day nobody knows."""
        days = (date - local(self.now).date()).days - 1
        if days == 0:
            return _("Today, until midnight")
        return _("Before %(day)s") % {"day": self._day(date)}

    def _named(self, date: date) -> str | Promise:
        days = (date - local(self.now).date()).days
        return DAYS[days] if days in DAYS else self._day(date)

    def _day(self, date: date) -> str:
        near = date - local(self.now).date() < timedelta(days=7)
        return written_weekday(date) if near else written_day(date)


def band_conditions(bands: Bands) -> dict[str, Q]:
    """What is counted for the line of bands: of each that the reader has, which rows are in it."""
    return {band: bands.condition(band) for band in NAMES if band != CLIMBED or bands.climbs_to is not None}


@dataclass(frozen=True)
class Counting:
    """Rows to count: of all that ``rows`` finds those that each condition fits, to ``most`` + 1 at most.

    The conditions ask columns of the rows alone: so the statement of the rows, with all that rights ask in it, is put
    together once for all of them. ``by_due``: the database walks them in that order, by an index, and stops.
    ``of_all``: they are of all agencies, where those ``UNDATED`` have an index of their own.
    ``kinds``: every row is of one of them at most, and those of each are found by themselves, as in ``first_of``.
    """

    rows: QuerySet[Any]
    parts: Mapping[str, Q]
    most: int = COUNTED_TO
    by_due: bool = False
    of_all: bool = False
    kinds: Sequence[Q] = (Q(),)

    def statements(self) -> dict[str, Statement]:
        """For each part the one that finds its rows, with its parameters."""
        return {
            name: self._of_any_kind(condition, by_due=self.by_due and not (self.of_all and name == UNDATED))
            for name, condition in self.parts.items()
        }

    def _of_any_kind(self, condition: Q, *, by_due: bool) -> Statement:
        found = [each for kind in self.kinds if (each := self._of(condition & kind, by_due=by_due)) is not None]
        if not found:
            return "SELECT 1 WHERE 1 = 0", ()
        if len(found) == 1:
            return found[0]
        both = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _values in found)  # noqa: S608  the database's own SQL; values beside it
        return f"{both} LIMIT {self.most + 1}", tuple(value for _sql, values in found for value in values)

    def _of(self, condition: Q, *, by_due: bool) -> Statement | None:
        compiler = self.rows.model._default_manager.all().query.get_compiler(connection=connection)
        order = ' ORDER BY "workflows_work"."due"' if by_due else ""
        try:
            sql, params = self._of_all
            more, values = compiler.compile(compiler.query.build_where(condition)) if condition else ("", ())
        except EmptyResultSet:
            return None
        return f"{sql}{f' AND {more}' if more else ''}{order} LIMIT {self.most + 1}", (*params, *values)

    @cached_property
    def _of_all(self) -> tuple[str, Sequence[Any]]:
        return self.rows.order_by().values("pk").query.sql_with_params()


def count_together(asked: Mapping[Key, Statement]) -> dict[Key, int]:
    """How many rows each of some statements finds, in one."""
    columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _values in asked.values())  # noqa: S608  the database's own SQL; values beside it
    with planned_anew(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [value for _sql, values in asked.values() for value in values])
        return dict(zip(asked, cursor.fetchone() or (), strict=False))


def climbed_first(works: QuerySet[Work], bands: Bands, end: int, kinds: Sequence[Q] = (Q(),)) -> QuerySet[Work]:
    """The first ``end`` rows where what has climbed comes before all else; ``kinds`` as in ``first_of``."""
    climbed = bands.condition(CLIMBED)
    found = first_of(works, [climbed, *(~climbed & each for each in kinds)], end)
    return found.order_by(Cases(When(climbed, then=Value(0)), default=Value(1)), F("due").asc(nulls_last=True), "id")


def first_of(works: QuerySet[Work], kinds: Sequence[Q], end: int) -> QuerySet[Work]:
    """Enough of the rows that are of any of some kinds to show the first ``end`` of them by date: those of each kind
    are read by an index in their order, and only they are sorted.

    Asked for several kinds at once the database walks all rows by date and hopes to meet enough of them soon.
    """
    queries = []
    for kind in kinds:
        with suppress(EmptyResultSet):  # what is wanted can be of one kind alone
            queries.append(works.filter(kind).values("pk")[:end].query.sql_with_params())
    if not queries:
        return works.none()
    both = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _params in queries)  # noqa: S608  the database's own SQL; values beside it
    # As an array PostgreSQL finds them first; to plan them as one table more of the join takes twice as long.
    among = f"= ANY(ARRAY({both}))" if connection.vendor == "postgresql" else f"IN ({both})"
    params = [each for _sql, values in queries for each in values]
    first = RawSQL(f'"workflows_work"."id" {among}', params, BooleanField())  # noqa: S611  SQL of our own queries
    found = Work.objects.filter(first).select_related("case__key", "kind", "agency", "holder", "assignee")
    return found.order_by(F("due").asc(nulls_last=True), "id")


def counted(count: int) -> str:
    """``12``, or ``1,000+`` when it is more than is counted."""
    return f"{written_number(COUNTED_TO)}+" if count > COUNTED_TO else written_number(count)
