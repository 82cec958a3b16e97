"""A sealed case is received, examined and decided by its unit, and stands nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Accept, Decide, Proceed, Refer, Reopen
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, Work
from workflows.clock.sweep import sweep_clock
from workflows.processes.definition import Effect, TaskStep
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def scene() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


@pytest.mark.parametrize("kind", ["rights", "integrity"])
def test_from_receipt_over_examination_to_the_citizens_word(scene: Country, kind: str) -> None:
    rights = scene.actor("officer-rights")
    case = file_case(kind=kind, agency="moe")
    apply(case.pk, Proceed(outcome="examine", text="قرأنا ما كتبت"), actor=rights)
    apply(case.pk, Decide(outcome="resolved", text="نُقل المعلم"), actor=rights)
    apply(case.pk, Reopen(reason="عاد"), actor=Actor.citizen(case.pk))
    apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=scene.actor("level1-rights"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    steps = list(Work.objects.filter(case=case).order_by("pk").values_list("step", "agency__code"))
    assert steps == [(step, "rights") for step in ("receive", "handle", "confirm", "objection", "second_view")]
    verbs = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("verb", flat=True))
    assert verbs == ["opened", "proceeded", "decided", "reopened", "decided", "accepted"]


def test_going_on_needs_words_for_the_citizen_and_a_way_that_is_there(scene: Country) -> None:
    rights, case = scene.actor("officer-rights"), file_case(kind="rights")
    for refused in (
        Proceed(outcome="examine", text=" "),
        Proceed(outcome="resolved", text="نعم"),
        Proceed(outcome="referred", text="نعم"),
        Decide(outcome="examine", text="نعم"),
        Refer(agency="moe", reason="لكم"),
    ):
        with pytest.raises(NotPossible):
            apply(case.pk, refused, actor=rights)
    with pytest.raises(NotAllowed):
        apply(case.pk, Proceed(outcome="examine", text="نعم"), actor=scene.actor("officer-moe"))
    with pytest.raises(NotAllowed):
        apply(case.pk, Proceed(outcome="examine", text="نعم"), actor=Actor.citizen(case.pk))
    assert CaseEvent.objects.filter(case=case).count() == 1
    apply(case.pk, Proceed(outcome="examine", text="بدأنا"), actor=rights)
    assert [each.text for each in Message.objects.filter(case=case, public=True, kind="reply")] == ["بدأنا"]


def test_an_ordinary_case_has_no_such_way(scene: Country) -> None:
    case = file_case()
    with pytest.raises(NotPossible):
        apply(case.pk, Proceed(outcome="examine", text="نعم"), actor=scene.actor("officer-moh"))


def test_it_climbs_inside_its_unit_and_the_citizen_has_ten_working_days(scene: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(kind="rights", agency="moe")
    with standing_at(SUNDAY + timedelta(days=2, minutes=1)):
        sweep_clock()
    work = Work.objects.get(case=case)
    assert (work.level, work.holder) == (1, scene.people["level1-rights"])
    with standing_at(SUNDAY + timedelta(days=2, hours=1)):
        apply(case.pk, Decide(outcome="explained", text="لا خطر"), actor=scene.actor("level1-rights"))
    assert Case.objects.get(pk=case.pk).due == SUNDAY + timedelta(days=16, hours=13), "to the end of the tenth"


@pytest.mark.parametrize("key", ["rights", "integrity"])
def test_no_step_of_its_process_can_be_at_another_agency(key: str) -> None:
    tasks = [step for step in parse(STANDARD_PROCESSES[key]).steps.values() if isinstance(step, TaskStep)]
    assert {task.performer.agency for task in tasks} == {"@central", "@objection"}
    assert not any(task.by_effect(Effect.REFER) for task in tasks)
