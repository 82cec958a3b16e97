"""Working calendars as one subject that owners publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.translated_text import listed
from workflows.calendars.calendar import Calendar
from workflows.calendars.check import problems
from workflows.calendars.definition import FORMAT, parse
from workflows.versions.models import Subject
from workflows.versions.publishable import Publishable


def agencies_by(to: str, key: str) -> Iterator[str]:
    """The agencies that work by a calendar; one that takes no new cases still works those that it has."""
    if to == Subject.CALENDAR:
        for agency in Agency.objects.filter(calendar=key):
            yield _("agency %(agency)s") % {"agency": listed([str(agency)])}


CALENDARS: Publishable[Calendar] = Publishable(
    subject=Subject.CALENDAR, parse=parse, check=problems, users=agencies_by, format=FORMAT
)
