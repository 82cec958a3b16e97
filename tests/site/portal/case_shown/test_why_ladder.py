"""An officer reads the times that count, whatever their ladder was once called."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from permissions.now import now
from portal.case_shown.why_ladder import why_ladder
from tests.scenes import country, file_case, publish_one
from tests.workflows.clock.november import ladder, rungs
from workflows.cases.rules import Rules
from workflows.cases.selectors import state_of

pytestmark = pytest.mark.django_db
STALE = {"ar": "يوما عمل ثم يومان", "en": "Two working days, then two more"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The ladder of the kind of request counts: 1 working day, then 1 working day, then 3 working days."),
        ("ar", "يُحسب الوقت بسُلّم نوع الطلب: يوم عمل واحد ثم يوم عمل واحد ثم 3 أيام عمل."),
    ],
)
def test_a_ladder_whose_times_changed_says_those_in_force_and_not_its_name(language: str, said: str) -> None:
    country()
    publish_one("ladder", "default", ladder(rungs=rungs(1, 1, 3), name=STALE))
    state = state_of(file_case())
    (work,) = state.open_works
    with override(language):
        assert why_ladder(state, work, Rules(at=now())) == said
    work.ladder = ""
    assert why_ladder(state, work, Rules(at=now())) == ""
