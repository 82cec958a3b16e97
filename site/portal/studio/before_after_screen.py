"""Before and after: what a published version of a process or a ladder is followed by, side by side with what was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from permissions.now import now
from permissions.writing import local, written_short_day
from portal.studio.measure_words import number_in_words, title
from portal.studio.screen import COMPARED, OwnerScreen, title_of, version_of
from workflows.cases.errors import NotAllowed
from workflows.escalation.publishable import LADDERS
from workflows.figures.errors import CannotReckon
from workflows.figures.in_force import measures
from workflows.figures.measure import Condition, Measure
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Cell, Reach, nothing, reckon
from workflows.figures.vocabulary import DIMENSIONS
from workflows.versions.models import Subject, Version, VersionStatus

MOST: Final = timedelta(days=90)
"""On each side: what lies further away has many other reasons."""
EARLY: Final = timedelta(days=14)
"""With fewer days than that the page says that it is too early."""
SHOWN: Final = (
    *("received", "days_to_answer", "days_to_decision", "in_time_share", "answered_share", "resolved_share"),
    *("satisfied_share", "reopened_share", "escalations", "escalations_by_clock"),
)
"""The measures that are looked at, as far as owners have left them in force."""
OF_A_LADDER: Final = {"kinds": "kind", "categories": "category", "priorities": "priority", "bodies": "agency"}
"""For what a ladder is, and the column that says the same of a request. At which step one lies is none of these."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure on both sides, in words. ``tone``: whether that is better ("done"), worse ("late") or neither."""

    name: str
    before: str
    after: str
    tone: str


def compared_days(version: Version, today: date) -> tuple[date, date]:
    """From its publication until today, until the next version or for ``MOST``, whichever comes first; [start, end)."""
    if version.published_at is None:
        raise NotAllowed
    start = local(version.published_at).date()
    later = Version.objects.filter(subject=version.subject, key=version.key, number__gt=version.number)
    after = later.filter(published_at__isnull=False).order_by("published_at")
    ended = after.values_list("published_at", flat=True).first()
    ends = [start + MOST, today + timedelta(days=1), *([local(ended).date()] if ended else [])]
    return start, max(start + timedelta(days=1), min(ends))


def conditions_of(version: Version) -> tuple[Condition, ...]:
    """Which requests a version is for, as far as its rows say it."""
    if version.subject == Subject.PROCESS:
        return (Condition("process", is_in=(version.key,)),)
    ladder = LADDERS.read(version.definition)
    named = ladder.applies.named() if ladder is not None else ()
    return tuple(Condition(OF_A_LADDER[name], is_in=found) for name, found in named if name in OF_A_LADDER)


def lines(conditions: tuple[Condition, ...], start: date, end: date) -> Iterator[Line]:
    """Each measure that can be asked of these requests, in the days and in as many before."""
    known = measures()
    for key in SHOWN:
        measure = known.get(key)
        if measure is None or any(measure.source not in DIMENSIONS[each.column].sources for each in conditions):
            continue
        question = Question(measures=(key,), filters=conditions, period=Period("", start, end), compared=True)
        try:
            after = reckon(question, Reach()).whole[key]
        except CannotReckon:  # an owner has changed it to something that cannot be asked like this
            continue
        before = after.former or nothing(measure)
        yield Line(
            title(measure),
            number_in_words(measure, before),
            number_in_words(measure, after),
            tone(measure, before, after),
        )


def tone(measure: Measure, before: Cell, after: Cell) -> str:
    """Whether the later number is the better one, by what its owner says of the measure; "" where nobody can say."""
    if before.value is None or after.value is None or before.value == after.value or measure.direction == "neither":
        return ""
    return "done" if (after.value > before.value) == (measure.direction == "more") else "late"


class BeforeAfterScreen(OwnerScreen):
    """Of a version that was ever in force: the same measures before and after, for the requests that it is for."""

    template_name = "studio/before_after.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.subject not in COMPARED or version.status == VersionStatus.DRAFT:
            raise NotAllowed
        start, end = compared_days(version, local(now()).date())
        context: dict[str, Any] = {
            "version": version,
            "title": title_of(version),
            "lines": list(lines(conditions_of(version), start, end)),
            "days": (end - start).days,
            "early": end - start < EARLY,
            "before": _("%(first)s to %(last)s") % _spoken(start - (end - start), start),
            "after": _("%(first)s to %(last)s") % _spoken(start, end),
        }
        return self.show(context)


def _spoken(start: date, end: date) -> dict[str, str]:
    return {"first": written_short_day(start), "last": written_short_day(end - timedelta(days=1))}
