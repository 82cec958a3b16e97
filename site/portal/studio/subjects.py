"""The subjects that owners edit in the studio, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse

from portal.studio.calendar import CALENDARS
from portal.studio.edited import EditedSubject
from portal.studio.kind import KINDS
from portal.studio.ladder import LADDERS
from portal.studio.lines import Line
from portal.studio.routing import TABLES
from workflows.versions.selectors import history

EDITED: Final[Mapping[str, EditedSubject]] = {each.subject.value: each for each in (LADDERS, TABLES, CALENDARS, KINDS)}


def where_it_is(subject: str, key: str) -> str:
    """The address of a thing; of one of which nothing is left, because its only draft was discarded, of its list."""
    if history(subject, key).exists():
        return reverse("studio:thing", args=[subject, key])
    own = EDITED[subject].own_list
    return reverse(own.address if own is not None else "studio:all")


def lines_of(subject: str, definition: Any) -> list[Line]:
    """What a definition lays down, in its order."""
    return list(EDITED[subject].lines(definition))
