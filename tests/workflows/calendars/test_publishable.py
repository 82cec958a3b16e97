"""The calendar in force is the one that was published last, read at run time."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from permissions.actors import Actor
from tests.scenes import CALENDAR
from workflows.calendars.calendar import Calendar
from workflows.calendars.jordan import jordan_definition
from workflows.calendars.publishable import CALENDARS
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import published
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db


def put_in_force(definition: dict[str, object]) -> Version:
    version = draft(subject=Subject.CALENDAR, key="office", definition=definition, actor=Actor.operator)
    return publish(version.pk, actor=Actor.operator)


def in_force(key: str = "office") -> tuple[Calendar, Version]:
    version = published(Subject.CALENDAR, key)
    return CALENDARS.of(version), version


def test_the_published_calendar_is_read_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = put_in_force(CALENDAR)
    with django_assert_num_queries(1):
        found = in_force()
    assert found == (Calendar.around_the_clock(ZoneInfo("Asia/Amman"), {4, 5}), version)


def test_a_newer_calendar_takes_over_at_once() -> None:
    put_in_force(CALENDAR)
    in_force()
    day = {"date": "2026-11-30", "name": {"ar": "عطلة", "en": "Holiday"}, "state": "confirmed"}
    second = put_in_force(CALENDAR | {"days_off": [day]})
    calendar, version = in_force()
    assert (version, calendar.closed) == (second, frozenset({date(2026, 11, 30)}))


def test_a_definition_is_parsed_once() -> None:
    put_in_force(jordan_definition())
    assert in_force()[0] is in_force()[0]


def test_a_calendar_nobody_published_is_an_error() -> None:
    with pytest.raises(Version.DoesNotExist):
        in_force("nowhere")
