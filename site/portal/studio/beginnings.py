"""What a new thing of the studio begins as: nothing but its name, or a copy of something in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from permissions.writing import zone
from portal.studio.subjects import EDITED
from workflows.calendars.definition import FORMAT as CALENDAR_FORMAT
from workflows.calendars.working_time import Duration
from workflows.escalation.limit import FORMAT as LIMIT_FORMAT
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


EMPTY: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    Subject.KIND.value: _kind,
    Subject.ROUTING.value: _table,
    Subject.LADDER.value: _ladder,
    Subject.LIMIT.value: _limit,
    Subject.CALENDAR.value: _calendar,
}
"""The subjects of which owners make new things, with an empty one of each."""


def beginning(subject: str, name: Mapping[str, str], copy_of: str) -> dict[str, Any]:
    """The definition with which a new draft begins. ``copy_of``: a key in force, or nothing for an empty one."""
    former = publishable(subject).in_force()[copy_of] if copy_of else EMPTY[subject]()
    return {**EDITED[subject].newest({**former, "name": dict(name)})}
