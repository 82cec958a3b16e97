"""Installations that began with the calendar “jordan” go on by it; a new one has none to keep."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from permissions.platform.called import calendar_of_the_country
from permissions.platform.models import Platform
from tests.scenes import CALENDAR, country, publish_one
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
keep_its_key = import_module("workflows.migrations.0141_calendar_of_the_country").keep_its_key


def test_where_jordans_calendar_was_published_agencies_go_on_by_its_key() -> None:
    country()
    Platform.objects.all().delete()
    assert calendar_of_the_country() == "country"
    keep_its_key(apps, None)
    assert (calendar_of_the_country(), Platform.objects.get().name) == ("jordan", {})
    Platform.objects.update(calendar="", name={"ar": "عدل"})
    keep_its_key(apps, None)
    assert (calendar_of_the_country(), Platform.objects.get().name) == ("jordan", {"ar": "عدل"})


def test_what_administrators_chose_stays_and_a_new_installation_has_a_neutral_key() -> None:
    country()
    publish_one("calendar", "malta", CALENDAR)
    Platform.objects.update(calendar="malta")
    keep_its_key(apps, None)
    assert calendar_of_the_country() == "malta"
    Platform.objects.all().delete()
    Version.objects.filter(key="jordan").delete()
    keep_its_key(apps, None)
    assert calendar_of_the_country() == "country"
