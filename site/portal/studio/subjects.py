"""The subjects that owners edit in the studio, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from portal.studio.calendar import CALENDARS
from portal.studio.categories import CATEGORIES
from portal.studio.danger import DANGER
from portal.studio.edited import EditedSubject
from portal.studio.kind import KINDS
from portal.studio.ladder import LADDERS
from portal.studio.letter import LETTERS
from portal.studio.limit import LIMITS
from portal.studio.lines import Line
from portal.studio.measure import MEASURES
from portal.studio.order import ORDERS
from portal.studio.process import PROCESSES
from portal.studio.retention import RETENTION
from portal.studio.routing import TABLES

EDITED: Final[Mapping[str, EditedSubject]] = {
    each.subject.value: each
    for each in (
        *(PROCESSES, LADDERS, LIMITS, TABLES, CALENDARS, KINDS, LETTERS, ORDERS, CATEGORIES, MEASURES),
        *(RETENTION, DANGER),
    )
}


def lines_of(subject: str, definition: Any) -> list[Line]:
    """What a definition lays down, in its order."""
    return list(EDITED[subject].lines(definition))
