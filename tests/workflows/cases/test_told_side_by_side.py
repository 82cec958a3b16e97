"""What the citizen of a case that several agencies work is told: by whom, with whom it is, and whether that is all."""

from __future__ import annotations

import pytest

from tests.scenes import Country
from tests.side_by_side import file_for_two, land_of_two
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Decide, Refer
from workflows.cases.lifecycle import apply
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


def test_only_the_answer_that_can_be_objected_to_is_told_as_the_answer(land: Country) -> None:
    case, health, education = file_for_two()
    for work, name, outcome in ((health, "officer-moh", "resolved"), (education, "officer-moe", "explained")):
        apply(case.pk, Decide(outcome=outcome, text="أ", refusal=REFUSAL, work_id=work.pk), actor=land.actor(name))
    apply(case.pk, Decide(outcome="partly_resolved", text="ب"), actor=land.actor("officer-central"))
    told = OutboxEntry.objects.filter(case=case, topic__in=("decided", "answered_in_part")).order_by("pk")
    assert [entry.topic for entry in told] == ["answered_in_part", "answered_in_part", "decided"]
    assert [entry.data["due"] is not None for entry in told] == [False, False, True]


def test_what_a_citizen_is_told_names_all_agencies_that_work_on_it(land: Country) -> None:
    case, health, education = file_for_two()
    moh, moe, central = (land.agencies[code].pk for code in ("moh", "moe", "central"))
    apply(case.pk, Refer(agency="central", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    told = OutboxEntry.objects.filter(case=case, audience="citizen").order_by("pk")
    assert [(each.topic, each.data["agency"], each.data["beside"]) for each in told] == [
        ("acknowledged", moh, [moe]),
        ("referred", central, [moe]),
    ]
    apply(case.pk, Decide(outcome="explained", text="أ", work_id=education.pk), actor=land.actor("officer-moe"))
    assert all("beside" not in each.data for each in OutboxEntry.objects.filter(case=case, audience="staff"))
