"""A life of the demo that asks its citizen more often than the ladder allows goes on without the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.operations.demo_world.cases.acts import Deed, Life
from portal.operations.demo_world.cases.loading import Loader
from tests.site.portal.operations.demo_world.cases.lived import SEED, UNTIL, load_world, tracking
from workflows.cases.actions import AskCitizen
from workflows.cases.opening import CaseNames


def asked_and_answered(loader: Loader) -> tuple[Life, int]:
    """The first life in which a question and its answer follow on each other, and the place of the question."""
    for number in range(1, 400):
        life = loader.almanac.draw(number)
        deeds = [act.deed for act in life.acts]
        for place in range(len(deeds) - 1):
            if deeds[place : place + 2] == [Deed.ASK, Deed.ANSWER]:
                return life, place
    raise AssertionError("no life asks its citizen and is answered")


@pytest.mark.django_db
def test_a_third_question_is_left_out() -> None:
    load_world()
    loader = Loader.standing_at(UNTIL, seed=SEED)
    life, place = asked_and_answered(loader)
    question, answer = life.acts[place : place + 2]
    again = tuple(
        replace(act, at=answer.at + timedelta(minutes=minutes))
        for minutes, act in enumerate((question, answer) * 2, start=1)
    )
    longer = replace(life, acts=(*life.acts[: place + 2], *again))
    done = loader.living.live(longer, CaseNames(tracking(life), life.key, "!"))
    asked = [one.action for one in done if isinstance(one.action, AskCitizen)]
    assert len(asked) == 2
