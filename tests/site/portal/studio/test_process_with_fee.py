"""The template with a fee: what its owners get is worked over a fee, or refused and objected to."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from portal.studio.process_templates import with_fee
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Action, Decide, Proceed, Reopen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    found = country()
    definition = {**with_fee(), "name": {"ar": "معلومات", "en": "Information"}}
    assert problems(Subject.PROCESS, "complaint", definition) == []
    publish_one("process", "complaint", definition)
    return found


def stands_at(case: Case) -> list[tuple[str, str]]:
    return list(case.works.filter(done_at=None).values_list("step", "agency__code"))


def does(case: Case, land: Country, action: Action, agency: str = "moh") -> list[tuple[str, str]]:
    """An officer's act, and where the case stands then."""
    apply(case.pk, action, actor=land.actor(f"officer-{agency}"))
    return stands_at(case)


def test_where_there_is_a_fee_it_is_paid_first(land: Country) -> None:
    case, free = file_case(), file_case()
    assert does(free, land, Proceed(outcome="fee_set", text="لا رسم.", fields={"fee": "0"})) == [("answer", "moh")]
    assert does(case, land, Proceed(outcome="fee_set", text="الرسم.", fields={"fee": "5"})) == [("payment", "moh")]
    assert does(case, land, Proceed(outcome="paid")) == [("answer", "moh")]
    assert does(case, land, Decide(outcome="explained", text="مرفق.")) == [("confirm", "moh")]


def test_a_refusal_can_be_objected_to_for_a_month(land: Country) -> None:
    case = file_case()
    assert does(case, land, Decide(outcome="refused", text="سرّ.", refusal=REFUSAL)) == [("refusal", "moh")]
    apply(case.pk, Reopen(reason="المصلحة العامة."), actor=Actor.citizen(case.pk))
    assert stands_at(case) == [("objection", "moh")]
    apply(case.pk, Decide(outcome="refused", text=REASONS, refusal=REFUSAL), actor=land.actor("level1-moh"))
    assert stands_at(case) == [("second_view", "moh")]
