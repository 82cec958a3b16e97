"""What a case went through keeps counting where a new version calls its steps otherwise."""

from __future__ import annotations

import pytest

from tests.scenes import country, file_case, publish_one
from tests.workflows.cases.appealing import answer, appeal, with_appeal
from tests.workflows.moving.plans_made import carried_out, planned, publish_changed, renaming, taken_back
from workflows.cases.actions.citizen import way_to_object
from workflows.cases.models import Case
from workflows.cases.renamed import called_now, moves_of
from workflows.cases.selectors import state_of

pytestmark = pytest.mark.django_db
PAIRS = {"handle": "work", "confirm": "view"}


def passed(case: Case) -> list[str]:
    state = state_of(Case.objects.get(pk=case.pk))
    return [called_now(work, moves_of(state)) for work in state.works]


def may_appeal(case: Case) -> bool:
    way = way_to_object(state_of(Case.objects.get(pk=case.pk)))
    return way is not None and way.key == "appealed"


def test_an_appeal_is_possible_once_whatever_the_step_is_called() -> None:
    country()
    publish_one("process", "complaint", with_appeal())
    first, second = file_case(agency="moh"), file_case(agency="moh")
    for case in (first, second):
        answer(case, "refused")
    appeal(first)
    answer(first, "heard")
    assert (may_appeal(first), may_appeal(second)) == (False, True)
    plan = planned(publish_changed(renaming(PAIRS)), pairs=PAIRS)
    carried_out(plan)
    assert (may_appeal(first), may_appeal(second)) == (False, True)
    assert passed(first) == ["work", "view", "appeal", "view"]
    taken_back(plan)
    assert passed(first) == ["handle", "confirm", "appeal", "confirm"]
    assert (may_appeal(first), may_appeal(second)) == (False, True)
    appeal(second)
