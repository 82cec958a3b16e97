"""Owners publish which kinds are sensitive and what works each; nothing they publish lets a sealed case out."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.audit.models import AuditEntry
from tests.scenes import ROUTING, SENSITIVE_ROUTING, Country, country, file_case
from workflows.cases.actions import Decide, Proceed
from workflows.cases.designation import definition_of
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, RequestKind, Work
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.errors import NotPublishable, SecondPersonNeeded
from workflows.versions.models import Version
from workflows.versions.services import draft, publish, republish

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def designate(land: Country, code: str, **changes: Any) -> Version:
    """Drafted by one and published by another."""
    definition = definition_of(RequestKind.objects.get(code=code)) | changes
    version = draft(subject="kind", key=code, definition=definition, actor=land.actor("officer-central"))
    return publish(version.pk, actor=land.actor("level1-central"))


SEALED = {"sensitive": True, "process": "rights", "routing": "sensitive", "ladder": "sensitive"}


def test_a_kind_marked_sensitive_is_sealed_from_the_next_case_on(land: Country) -> None:
    before = file_case(kind="inquiry")
    designate(land, "inquiry", **SEALED)
    after = file_case(kind="inquiry")
    assert (before.track, before.agency.code) == ("ordinary", "moh")
    assert (after.track, after.agency.code) == ("sensitive", "rights")
    assert Work.objects.get(case=after).step == "receive"
    apply(before.pk, Decide(outcome="explained", text="من الثامنة"), actor=land.actor("officer-moh"))
    assert Case.objects.get(pk=before.pk).track == "ordinary"


def test_a_kind_that_is_opened_again_leaves_its_old_cases_sealed(land: Country) -> None:
    sealed = file_case(kind="rights", agency="moe")
    designate(land, "rights", sensitive=False, process="complaint", routing="main", ladder="default")
    assert file_case(kind="rights", agency="moe").agency.code == "moe"
    apply(sealed.pk, Proceed(outcome="examine", text="نعم"), actor=land.actor("officer-rights"))
    works = list(Work.objects.filter(case=sealed).order_by("pk").values_list("agency__code", "track", "ladder"))
    assert works == [("rights", "sensitive", "sensitive")] * 2


def test_it_takes_two_people_and_both_are_in_the_audit_trail(land: Country) -> None:
    alone = land.actor("officer-central")
    definition = definition_of(RequestKind.objects.get(code="inquiry")) | SEALED
    version = draft(subject="kind", key="inquiry", definition=definition, actor=alone)
    with pytest.raises(SecondPersonNeeded):
        publish(version.pk, actor=alone)
    assert not RequestKind.objects.get(code="inquiry").sensitive
    publish(version.pk, actor=land.actor("level1-central"))
    entry = AuditEntry.objects.filter(verb="published").latest("pk")
    assert (entry.data["subject"], entry.data["key"]) == ("kind", "inquiry")
    assert entry.actor_user_id == land.people["level1-central"].pk
    assert Version.objects.get(pk=version.pk).drafted_by == land.people["officer-central"]


def test_undo_puts_back_what_held_before(land: Country) -> None:
    former = Version.objects.get(subject="kind", key="inquiry", status="published")
    designate(land, "inquiry", process="complaint")
    republish(former.pk, actor=land.actor("officer-central"))
    assert definition_of(RequestKind.objects.get(code="inquiry")) == former.definition
    assert file_case(kind="inquiry").track == "ordinary"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"process": "complaint"}, 4),
        ({"routing": "main"}, 1),
        ({"ladder": ""}, 1),
        ({"process": "atlantis", "routing": "atlantis", "ladder": "atlantis"}, 3),
        ({"name": {"en": "Name"}}, 1),
    ],
)
def test_what_would_let_a_sealed_case_out_is_not_published(land: Country, changes: Any, problems: int) -> None:
    with pytest.raises(NotPublishable) as refused:
        designate(land, "rights", **changes)
    assert len(refused.value.problems) == problems
    assert RequestKind.objects.get(code="rights").process == "rights"


def test_a_definition_that_cannot_be_read_is_refused_with_a_sentence(land: Country) -> None:
    version = draft(subject="kind", key="rights", definition={"name": {}}, actor=land.actor("officer-central"))
    with pytest.raises(NotPublishable, match="تعذّرت قراءة نوع الطلب"):
        publish(version.pk, actor=land.actor("level1-central"))


@pytest.mark.parametrize(
    ("subject", "key", "definition"),
    [("process", "rights", STANDARD_PROCESSES["complaint"]), ("routing", "sensitive", ROUTING)],
)
def test_nor_does_a_new_version_of_what_works_a_sensitive_kind(
    land: Country, subject: str, key: str, definition: Any
) -> None:
    version = draft(subject=subject, key=key, definition=definition, actor=land.actor("officer-central"))
    with pytest.raises(NotPublishable):
        publish(version.pk, actor=land.actor("level1-central"))


def test_a_rule_of_a_sensitive_table_may_name_no_other_process(land: Country) -> None:
    rule = SENSITIVE_ROUTING["rules"][0]
    table = {**SENSITIVE_ROUTING, "rules": [{**rule, "to": {"agency": "rights", "process": "complaint"}}]}
    version = draft(subject="routing", key="sensitive", definition=table, actor=land.actor("officer-central"))
    with pytest.raises(NotPublishable, match="مسار عمل آخر"):
        publish(version.pk, actor=land.actor("level1-central"))
