"""The published escalation ladder in words, for pages that explain it, and which pages state times of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.calendars.duration_words import written_duration
from workflows.cases.models import RequestKind
from workflows.escalation.publishable import LADDERS
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import published

STATED_TIME = re.compile(
    r"(?:[\d٠-٩]+|one|two|three|four|five|six|seven|eight|nine|ten) (?:more )?working (?:day|hour)s?"
    r"|(?:يوم[اي]|أيام|ساعت[اي]|ساعات) عمل|[\d٠-٩]+ (?:يوم|ساعة) عمل|(?:يوم|ساعة) عمل (?:واحدة?)"
)
"""A working time in words or figures, as the pages of both languages write it."""


@dataclass(frozen=True, slots=True)
class ShownRung:
    """A level (0 is the liaison officer) and how long it has, in words, before the request climbs on.

    ``time`` is empty at the top, from which nothing climbs.
    """

    level: int
    time: str


def rungs_of_the_usual_ladder() -> list[ShownRung]:
    """The rungs, ground first, of the first kind that has a ladder; empty when none is published yet."""
    kind = RequestKind.objects.filter(active=True).exclude(ladder="").first()
    if kind is None:
        return []
    try:
        ladder = LADDERS.of(published(Subject.LADDER, kind.ladder))
    except Version.DoesNotExist:
        return []
    times = [written_duration(rung.after) for rung in ladder.rungs]
    levels = [0, *(rung.level for rung in ladder.rungs)]
    return [ShownRung(level, wait) for level, wait in zip(levels, [*times, ""], strict=True)]


def time_at_level(level: int) -> str:
    """How long a level (0 is the liaison officer) has, as the heading of a step; "" for a level the ladder lacks."""
    rung = next((rung for rung in rungs_of_the_usual_ladder() if rung.level == level), None)
    if rung is None:
        return ""
    if level == 0:
        return _("Within %(time)s") % {"time": rung.time}
    return _("If nobody acts: %(time)s more") % {"time": rung.time} if rung.time else _("If nobody acts again")


def pages_stating_times() -> list[tuple[Page, str]]:
    """Live pages whose own words state a working time, with the first one: a new ladder doesn't change them."""
    stated = ((page, _stated_time(page)) for page in Page.objects.live().specific().order_by("path"))
    return [(page, time) for page, time in stated if time]


def _stated_time(page: Page) -> str:
    matches = (STATED_TIME.search(text) for text in _texts(page.serializable_data()))
    return next((match.group() for match in matches if match), "")


def _texts(data: Any) -> Iterator[str]:
    """Every string of a page's data, whose streams are JSON in JSON."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        yield from _texts(json.loads(data)) if data.startswith("[{") else [data]
