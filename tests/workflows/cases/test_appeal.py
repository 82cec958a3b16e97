"""A process of before: an objection is heard once by the instance that it names, and by nobody who decided before."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from tests.scenes import country, file_case, publish_one
from tests.workflows.cases.appealing import answer, appeal, with_appeal
from workflows.cases.actions import Accept
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Message, Work
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    country()
    assert problems(Subject.PROCESS, "complaint", with_appeal()) == []
    publish_one("process", "complaint", with_appeal())
    case = file_case(agency="moh")
    answer(case, "refused")
    return Case.objects.get(pk=case.pk)


def test_it_goes_to_the_other_instance_with_words_and_a_new_count(case: Case) -> None:
    event = appeal(case)
    case.refresh_from_db()
    work = Work.objects.get(case=case, done_at=None)
    assert (event.verb, event.data["left"]) == ("reopened", ["", "confirm", "appealed"])
    assert (work.step, work.agency.code, work.level) == ("appeal", "central", 1)
    assert Deadline.objects.get(work=work, done=None).starts == event.at
    assert (case.status, case.outcome, case.reopenings) == ("in_progress", "", 1)
    assert Message.objects.get(case=case, event_number=event.number).text == "القرار غير مسبّب"
    told = OutboxEntry.objects.filter(case=case, event_number=event.number)
    assert {(each.topic, each.audience) for each in told} == {("reopened", "citizen"), ("arrived", "staff")}
    assert list(inconsistencies()) == []


def test_it_is_heard_there_once_and_then_by_whoever_has_not_decided(case: Case) -> None:
    appeal(case)
    answer(case, "heard")
    appeal(case)
    work = Work.objects.get(case=case, done_at=None)
    assert work.holder is not None
    assert (work.step, work.holder.username) == ("handle", "level1-moh")  # the process leads back, but to nobody twice


def test_it_needs_words(case: Case) -> None:
    with pytest.raises(NotPossible):
        appeal(case, " ")
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    appeal(case)
    assert Work.objects.get(case=case, done_at=None).step == "appeal"
