"""Drafting, publishing and taking back."""

from __future__ import annotations

import pytest

from permissions.audit.models import AuditEntry
from tests.scenes import LADDER, Country, country
from workflows.escalation.definition import newest
from workflows.versions.drafting import hand_over
from workflows.versions.errors import NotADraft, NotPublishable, SecondPersonNeeded, StillTyped
from workflows.versions.models import Version
from workflows.versions.selectors import published
from workflows.versions.services import as_read, discard, draft, publish, redraft, republish

pytestmark = pytest.mark.django_db
SLOW = LADDER | {"rungs": [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 3}]}


@pytest.fixture
def scene() -> Country:
    return country()


def new_draft(scene: Country, definition: object = SLOW) -> Version:
    return draft(subject="ladder", key="default", definition=definition, actor=scene.actor("officer-central"))


def test_publishing_retires_the_former_version_and_undo_brings_its_definition_back(scene: Country) -> None:
    former = published("ladder", "default")
    new = publish(new_draft(scene).pk, actor=scene.actor("level1-central"))
    assert published("ladder", "default") == new
    former.refresh_from_db()
    assert former.status == "retired"
    undone = republish(former.pk, actor=scene.actor("officer-central"))
    assert published("ladder", "default").definition == newest(LADDER)
    assert undone.number == new.number + 1
    verbs = AuditEntry.objects.filter(subject="version", subject_id__in=[new.pk, undone.pk]).values_list(
        "verb", flat=True
    )
    assert list(verbs) == ["published", "restored"]


def test_whoever_drafted_it_or_changed_it_last_may_not_publish_it(scene: Country) -> None:
    version = new_draft(scene)
    with pytest.raises(SecondPersonNeeded):
        publish(version.pk, actor=scene.actor("officer-central"))
    redraft(version.pk, definition=SLOW, note="", read=as_read(version), actor=scene.actor("level1-central"))
    with pytest.raises(SecondPersonNeeded):  # who saved it as it was has not changed it
        publish(version.pk, actor=scene.actor("officer-central"))
    redraft(version.pk, definition=SLOW, note="Why", read=as_read(version), actor=scene.actor("level1-central"))
    with pytest.raises(SecondPersonNeeded):
        publish(version.pk, actor=scene.actor("level1-central"))
    with pytest.raises(StillTyped):  # who saved it last is still at work on it
        publish(version.pk, actor=scene.actor("officer-central"))
    hand_over(version.pk, actor=scene.actor("level1-central"))
    publish(version.pk, actor=scene.actor("officer-central"))


def test_what_cannot_be_published_says_everything_that_is_missing(scene: Country) -> None:
    broken = LADDER | {"name": {"en": "Ladder"}, "rungs": [{"level": 2, "after_days": 0}]}
    version = new_draft(scene, broken)
    with pytest.raises(NotPublishable) as refusal:
        publish(version.pk, actor=scene.actor("level1-central"))
    assert len(refusal.value.problems) == 3
    assert published("ladder", "default").number == 1


def test_what_was_published_cannot_be_changed_or_discarded(scene: Country) -> None:
    version = published("ladder", "default")
    with pytest.raises(NotADraft):
        redraft(version.pk, definition=SLOW, note="", read=as_read(version), actor=scene.actor("officer-central"))
    with pytest.raises(NotADraft):
        discard(version.pk, read=as_read(version), actor=scene.actor("officer-central"))
    gone = new_draft(scene)
    discard(gone.pk, read=as_read(gone), actor=scene.actor("officer-central"))
    assert not Version.objects.filter(pk=gone.pk).exists()
