"""Each subject is one object, here and in the studio."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import get_template
from django.utils import translation

from portal.studio.subjects import EDITED
from tests.scenes import country
from tests.workflows.cases.trees import ROADS, tree
from tests.workflows.clock.november import LIMIT
from workflows.danger_words.definition import KEY
from workflows.danger_words.shipped import shipped
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import publishable, publishables
from workflows.versions.references import problems

NONE_YET: dict[str, tuple[str, Any]] = {
    Subject.LIMIT: ("complaints", LIMIT),
    Subject.CATEGORIES: ("complaint", tree(*ROADS)),
    Subject.DANGER: (KEY, {**shipped(), "kinds": [{**kind, "numbers": []} for kind in shipped()["kinds"]]}),
}
"""Of subjects that the small country has none of: a key and a definition."""


def test_every_subject_is_registered_once() -> None:
    assert sorted(thing.subject for thing in publishables()) == sorted(Subject)
    assert {subject: edited.subject for subject, edited in EDITED.items()} == {each: Subject(each) for each in EDITED}
    with pytest.raises(KeyError):
        publishable("weather")


@pytest.mark.django_db
def test_what_is_in_force_is_read_checked_and_said_in_words() -> None:
    country()
    for version in Version.objects.filter(status="published"):
        thing = publishable(version.subject)
        assert thing.of(version) is thing.of(Version.objects.get(pk=version.pk)), "parsed once"
        assert thing.check(version.key, version.definition) == []
        assert thing.read("nothing") is None
        assert version.definition == thing.in_force()[version.key]
    for subject, edited in EDITED.items():
        for definition in publishable(subject).in_force().values():
            assert list(edited.lines(definition)) != []
            assert get_template(edited.form(definition).template_name)


@pytest.mark.django_db
def test_what_a_newer_release_wrote_is_not_published() -> None:
    country()
    with translation.override("en"):
        for thing in publishables():
            key, definition = next(iter(thing.in_force().items()), None) or NONE_YET[thing.subject]
            assert problems(thing.subject, key, definition) == []
            newer = problems(thing.subject, key, {**definition, "format": thing.format + 1})
            assert newer == ["This version was written for a newer release. Upgrade first."]
            for nonsense in ("2", True, 0, None):
                found = problems(thing.subject, key, {**definition, "format": nonsense})
                assert found == ["The number of the format is not as it must be."]
