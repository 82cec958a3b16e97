"""The words of danger of a new installation are in force; where people have worked already they are a draft."""

from __future__ import annotations

import pytest

from content.forms.page import FormPage
from permissions.actors import Actor
from permissions.platform import called
from permissions.platform.called import emergency_numbers, is_named
from permissions.platform.models import Platform
from portal.operations.demo_world.jordan import NUMBERS
from portal.operations.set_up.danger_words import make_danger_words
from tests.site.portal.operations.set_up.installed import installed
from workflows.danger_words.definition import danger_table_in_force
from workflows.versions.models import Subject, Version
from workflows.versions.services import as_read, discard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(called, "known", called.Known())


def test_in_a_new_installation_that_has_its_numbers_they_are_in_force() -> None:
    installed()
    assert FormPage.objects.exists()
    table = danger_table_in_force()
    assert table is not None
    assert emergency_numbers() == NUMBERS
    assert not is_named(), "nobody has said what the platform is called"
    assert make_danger_words() == 0


def test_without_the_numbers_of_the_country_they_wait_as_a_draft() -> None:
    installed()
    Version.objects.filter(subject=Subject.DANGER).delete()
    Platform.objects.all().delete()
    FormPage.objects.all().delete()
    called.forget()
    assert make_danger_words() == 1
    assert danger_table_in_force() is None
    assert Version.objects.get(subject=Subject.DANGER).status == "draft"


def test_in_one_of_before_they_are_a_draft_for_two_people() -> None:
    installed()
    Version.objects.filter(subject=Subject.DANGER).delete()
    assert make_danger_words() == 1
    assert danger_table_in_force() is None
    version = Version.objects.get(subject=Subject.DANGER)
    assert (version.status, version.published_at) == ("draft", None)
    discard(version.pk, read=as_read(version), actor=Actor.operator)
    assert make_danger_words() == 0, "what its owners discarded does not come back"
