"""What a new thing of the studio begins as: nothing but its name, a template, or a copy of something in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from permissions.writing import zone
from portal.studio.process_templates import TEMPLATES as PROCESSES
from portal.studio.process_templates import empty as _process
from portal.studio.subjects import EDITED
from workflows.calendars.definition import FORMAT as CALENDAR_FORMAT
from workflows.calendars.working_time import Duration
from workflows.escalation.limit import FORMAT as LIMIT_FORMAT
from workflows.figures.measure import FORMAT as MEASURE_FORMAT
from workflows.notifications.wording.definition import FORMAT as LETTER_FORMAT
from workflows.routing.definition import FORMAT as TABLE_FORMAT
from workflows.versions.models import Subject
from workflows.versions.publishable import publishable


def _kind() -> dict[str, Any]:
    return {"sensitive": False, "process": "", "routing": "", "ladder": ""}


def _table() -> dict[str, Any]:
    return {"format": TABLE_FORMAT, "reading": {"place_words": {}}, "rules": []}


def _ladder() -> dict[str, Any]:
    """In format 3, which every later one is read from."""
    return {
        "format": 3,
        "ends": "day_end",
        "rungs": [],
        "remind_every": Duration(2).as_json(),
        "question_pause": Duration(5).as_json(),
    }


def _limit() -> dict[str, Any]:
    return {
        "format": LIMIT_FORMAT,
        "within": Duration(10).as_json(),
        "ends": "day_end",
        "kinds": [],
        "warnings": [],
        "tells": [],
        "rungs": [],
    }


def _calendar() -> dict[str, Any]:
    return {"format": CALENDAR_FORMAT, "zone": str(zone()), "hours": {}, "seasons": [], "holidays": []}


def _letter() -> dict[str, Any]:
    return {"format": LETTER_FORMAT, "letters": {}}


def _measure() -> dict[str, Any]:
    return {
        "format": MEASURE_FORMAT,
        "meaning": {},
        "source": "cases",
        "shape": "number",
        "term": {"what": "count"},
        "placed_by": "opened_on",
        "filters": [],
        "unit": "count",
        "direction": "neither",
        "dimensions": [],
        "least": 1,
    }


EMPTY: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    Subject.PROCESS.value: _process,
    Subject.KIND.value: _kind,
    Subject.ROUTING.value: _table,
    Subject.LADDER.value: _ladder,
    Subject.LIMIT.value: _limit,
    Subject.CALENDAR.value: _calendar,
    Subject.LETTER.value: _letter,
    Subject.MEASURE.value: _measure,
}
"""The subjects of which owners make new things, with an empty one of each."""


TEMPLATES: Final = {Subject.PROCESS.value: PROCESSES}
"""By subject and what the form sends: in words, and what makes the definition."""


def templates_of(subject: str) -> list[tuple[str, str]]:
    """What the form offers beside an empty one and copies."""
    return [(key, str(words)) for key, (words, _made) in TEMPLATES.get(subject, {}).items()]


def beginning(subject: str, name: Mapping[str, str], begins: str) -> dict[str, Any]:
    """The definition with which a new draft begins: a template, a copy of a key in force, or an empty one for ""."""
    if begins in TEMPLATES.get(subject, {}):
        former = TEMPLATES[subject][begins][1]()
    else:
        former = publishable(subject).in_force()[begins] if begins else EMPTY[subject]()
    return {**EDITED[subject].newest({**former, "name": dict(name)})}
