"""A citizen names the question that they answer: one of another case is refused, and nothing of it is kept."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Action, AddInformation, AnswerQuestion, AskCitizen
from workflows.cases.errors import NotAllowed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Message, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def asked(land: Country) -> tuple[Case, Work]:
    case = file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    return case, Work.objects.get(case=case)


@pytest.mark.parametrize("act", [AnswerQuestion, AddInformation])
def test_a_question_of_another_case_is_refused_and_both_stay_open(land: Country, act: type[Action]) -> None:
    (case, own), (_other, foreign) = asked(land), asked(land)
    with pytest.raises(NotAllowed):
        apply(case.pk, act(text="أمس", work_id=foreign.pk), actor=Actor.citizen(case.pk))  # type: ignore[call-arg]
    assert not Message.objects.filter(text="أمس").exists()
    assert set(Work.objects.filter(question_open=True)) == {own, foreign}


def test_the_question_that_is_named_is_answered(land: Country) -> None:
    case, own = asked(land)
    apply(case.pk, AnswerQuestion(text="أمس", work_id=own.pk), actor=Actor.citizen(case.pk))
    assert not Work.objects.get(pk=own.pk).question_open
