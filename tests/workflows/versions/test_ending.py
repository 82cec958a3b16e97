"""Taking a thing out of force: one person drafts it, another does it; what was begun goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import standing_at
from tests.scenes import LADDER, Country, country, file_case, publish_one
from workflows.cases.actions import Refer
from workflows.cases.designation import definition_of
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import RequestKind
from workflows.versions.errors import NotAlone, NotInForce, SecondPersonNeeded, StillNamed
from workflows.versions.models import Version
from workflows.versions.selectors import published
from workflows.versions.services import draft_end, publish, republish, retire

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def kind_on(ladder: str) -> dict[str, Any]:
    """Inquiries, by another ladder."""
    return definition_of(RequestKind.objects.get(code="inquiry")) | {"ladder": ladder}


def test_one_drafts_the_end_of_a_thing_and_another_takes_it_out_of_force(land: Country) -> None:
    publish_one("ladder", "spare", LADDER)
    spare, first, second = published("ladder", "spare"), land.actor("officer-central"), land.actor("level1-central")
    with pytest.raises(SecondPersonNeeded):
        retire(spare.pk, actor=first)
    ending = draft_end(spare.pk, actor=first, note="nobody goes by it")
    assert draft_end(spare.pk, actor=second) == ending
    assert published("ladder", "spare") == spare
    with pytest.raises(SecondPersonNeeded):
        publish(ending.pk, actor=first)
    ended = publish(ending.pk, actor=second)
    spare.refresh_from_db()
    assert ended.retired_at is not None
    assert (spare.status, ended.status, ended.retired_at) == ("retired", "retired", spare.retired_at)
    assert (ended.drafted_by_id, ended.published_by_id) == (first.user_id, second.user_id)
    assert AuditEntry.objects.get(verb="retired").subject_id == spare.pk
    with standing_at(ended.retired_at + timedelta(hours=25)), pytest.raises(NotAlone):
        republish(spare.pk, actor=first)
    with standing_at(ended.retired_at + timedelta(hours=23)):
        republish(spare.pk, actor=first)
    assert published("ladder", "spare").definition == LADDER


def test_what_came_to_be_named_meanwhile_stays(land: Country) -> None:
    publish_one("ladder", "spare", LADDER)
    ending = draft_end(published("ladder", "spare").pk, actor=land.actor("officer-central"))
    publish_one("kind", "inquiry", kind_on("spare"))
    with pytest.raises(StillNamed):
        publish(ending.pk, actor=land.actor("level1-central"))
    assert (published("ladder", "spare").number, Version.objects.get(pk=ending.pk).status) == (1, "draft")


def test_a_kind_that_ends_takes_nothing_new_and_its_cases_go_on(land: Country) -> None:
    publish_one("ladder", "own", LADDER)
    publish_one("routing", "own", published("routing", "main").definition)
    publish_one("kind", "inquiry", kind_on("own") | {"routing": "own"})
    case = file_case(kind="inquiry", agency="moh")
    retire(published("kind", "inquiry").pk, actor=Actor.operator)
    with override("en"), pytest.raises(NotPossible, match="no longer taken"):
        file_case(kind="inquiry")
    apply(case.pk, Refer(agency="moe", reason="لها"), actor=land.actor("officer-moh"))
    for subject, says in (("ladder", "1 request that it counts"), ("routing", "1 request that it may send on")):
        with override("en"), pytest.raises(StillNamed, match=says):
            retire(published(subject, "own").pk, actor=Actor.operator)
    republish(Version.objects.get(subject="kind", key="inquiry", number=2).pk, actor=Actor.operator)
    assert file_case(kind="inquiry").kind.code == "inquiry"


def test_only_what_is_in_force_can_end(land: Country) -> None:
    publish_one("ladder", "spare", LADDER)
    gone = retire(published("ladder", "spare").pk, actor=Actor.operator)
    with pytest.raises(NotInForce):
        draft_end(gone.pk, actor=land.actor("officer-central"))
    publish_one("ladder", "spare", LADDER)
    ending = draft_end(published("ladder", "spare").pk, actor=land.actor("officer-central"))
    retire(published("ladder", "spare").pk, actor=Actor.operator)
    with pytest.raises(NotInForce):
        publish(ending.pk, actor=land.actor("level1-central"))
