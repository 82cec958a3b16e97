"""The officers of two agencies act on one case at the same moment."""

from __future__ import annotations

import pytest
from django.db import transaction

from permissions.actors import Actor
from tests.at_once import while_open
from tests.side_by_side import file_for_two, land_of_two
from workflows.cases.actions import Proceed, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.processes.engine import lock

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_finish_their_branch_at_once_and_the_case_goes_on_behind_the_join_once() -> None:
    land = land_of_two()
    case, health, education = file_for_two()
    first, second = (Proceed(outcome="done", text="تم", work_id=work.pk) for work in (health, education))
    while_open(
        lambda: apply(case.pk, first, actor=land.actor("officer-moh")),
        lambda: apply(case.pk, second, actor=land.actor("officer-moe")),
    )
    assert list(Work.objects.filter(case=case, done_at=None).values_list("step", flat=True)) == ["summary"]
    assert list(CaseEvent.objects.filter(case=case).values_list("number", flat=True)) == [1, 2, 3]
    with transaction.atomic():
        marking = lock(Case.objects.get(pk=case.pk).engine_process or 0).marking
    assert {(token.branch, token.step) for token in marking} == {("", "summary")}
    assert list(inconsistencies()) == []


def test_a_step_that_its_citizen_ended_in_the_same_moment_is_over() -> None:
    land = land_of_two()
    case, health, _education = file_for_two()
    act = Proceed(outcome="done", text="أ", work_id=health.pk)

    def late() -> None:
        with pytest.raises(NotPossible):
            apply(case.pk, act, actor=land.actor("officer-moh"))

    while_open(lambda: apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk)), late)
    assert CaseEvent.objects.filter(case=case).count() == 2
    assert list(inconsistencies()) == []
