"""Installations that began with the calendar “jordan” go on by it and its numbers; a new one has none to keep."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from permissions.platform.called import calendar_of_the_country
from permissions.platform.models import Platform
from permissions.proving.declared import declared
from permissions.proving.services import bent_rows
from tests.scenes import CALENDAR, country, publish_one
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
keep_both = import_module("workflows.migrations.0141_calendar_of_the_country").keep_both
NUMBERS = {"emergency": "911", "family": "110"}


def platform() -> tuple[str, dict[str, str], dict[str, str]]:
    """Calendar, numbers and name of the one row, which must be under its proof."""
    row = Platform.objects.get()
    (proved,) = [each for each in declared() if each.model is Platform]
    assert bent_rows(proved, [row.pk]) == frozenset()
    return row.calendar, row.emergency_numbers, row.name


def test_where_jordans_calendar_was_published_agencies_go_on_by_its_key() -> None:
    country()
    Platform.objects.all().delete()
    assert calendar_of_the_country() == "country"
    keep_both(apps, None)
    assert platform() == ("jordan", NUMBERS, {})
    Platform.objects.update(calendar="", name={"ar": "عدل"})
    keep_both(apps, None)
    assert platform() == ("jordan", NUMBERS, {"ar": "عدل"})


def test_what_administrators_chose_stays_and_a_new_installation_has_a_neutral_key() -> None:
    country()
    publish_one("calendar", "malta", CALENDAR)
    Platform.objects.update(calendar="malta", country="MT")
    keep_both(apps, None)
    assert platform() == ("malta", {}, {})
    Platform.objects.all().delete()
    Version.objects.filter(key="jordan").delete()
    keep_both(apps, None)
    assert (calendar_of_the_country(), Platform.objects.exists()) == ("country", False)
