"""The working calendar in force."""

from __future__ import annotations

from workflows.calendars.publishable import CALENDARS
from workflows.calendars.working_time import Calendar
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import Stamp, published


def calendar_for(key: str) -> tuple[Calendar, Version]:
    """The published calendar ``key`` and the version it comes from, in one query.

    Raises ``Version.DoesNotExist`` when none was ever published.
    """
    version = published(Subject.CALENDAR, key)
    return calendar_of(version), version


def calendar_of(version: Version) -> Calendar:
    """The calendar that ``version`` defines; parsed once in this process."""
    return CALENDARS.of(version)


def calendar_of_stamp(stamp: Stamp) -> Calendar:
    """The calendar in force that ``stamp`` names; read and parsed once in this process."""
    return CALENDARS.of_stamp(stamp)
