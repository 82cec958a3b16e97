"""The three rates of the report are measures too: counted from the rows of figures they are those of the diary."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.reports.october import CANARY, October, at, october
from workflows.cases.actions import Accept, Action, Decide, Escalate, Rate, Refer, Reopen, Reply, Withdraw
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Solved
from workflows.cases.selectors import state_of
from workflows.figures import question as asking
from workflows.figures.reckoning import Reach, reckon
from workflows.reports.counting import Figures
from workflows.reports.freezing import count
from workflows.reports.period import Period

pytestmark = pytest.mark.django_db

RATES = {
    "answered_share": ("answered", "answerable"),
    "resolved_share": ("resolved", "complaints_closed"),
    "explained_share": ("explained", "complaints_closed"),
    "satisfied_share": ("satisfied", "rated"),
    "needs_met_share": ("needs_met", "needs_said"),
}
COUNTS = ("received", "closed", "pending")
LATER = at(11, 20)
"""When the tables are made: what happened after October must change nothing of it."""


def some_act(case: Case, draw: Random) -> tuple[Actor, Action]:
    """Something that somebody might do next, whether it can be done or not."""
    works = state_of(case).open_works
    officer = Actor.staff((works[0].holder_id if works else None) or 0)
    citizen = Actor.citizen(case.pk)
    return draw.choice(
        (
            (officer, Reply(text=CANARY)),
            (officer, Decide(outcome=draw.choice(("resolved", "refused", "explained")), text=CANARY, refusal=REFUSAL)),
            (officer, Decide(outcome="resolved", text=CANARY)),
            (officer, Refer(agency=draw.choice(("moh", "moe")), reason=CANARY)),
            (officer, Escalate(reason=CANARY)),
            (citizen, Accept()),
            (citizen, Accept()),
            (citizen, Reopen(reason=CANARY)),
            (citizen, Rate(stars=draw.randrange(1, 6), solved=draw.choice((None, *Solved)))),
            (citizen, Withdraw(reason=CANARY)),
        )
    )


def live(scene: October, name: str, draw: Random) -> None:
    """A request of some day around October, with some acts on it."""
    moment: datetime = at(9, 25) + timedelta(minutes=draw.randrange(40 * 1440))
    scene.opens(
        name,
        moment,
        kind=draw.choice(("complaint", "complaint", "inquiry", "praise")),
        agency=draw.choice(("moh", "moe")),
    )
    case = scene.cases[name]
    for _each in range(draw.randrange(7)):
        moment += timedelta(minutes=draw.randrange(10, 5 * 1440))
        if moment >= LATER:
            return
        with standing_at(moment), suppress(NotAllowed, NotPossible):
            actor, action = some_act(case, draw)
            apply(case.pk, action, actor=actor)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_rates_are_those_of_the_report_on_any_history(seed: int) -> None:
    scene = october()
    draw = Random(seed)  # noqa: S311  the same histories in every run
    for number in range(12):
        live(scene, f"drawn {number}", draw)
    period = Period(2026, 10)
    numbers = count(period, period.end).numbers
    question = asking.Question(
        measures=(*RATES, *COUNTS, "days_to_decision"),
        period=asking.Period("", period.first_day, period.following.first_day),
        rows=("agency",),
    )
    with standing_at(LATER):
        table = reckon(question, Reach())
    national: Figures = numbers["national"]
    for key, (top, of) in RATES.items():
        assert (table.whole[key].top, table.whole[key].of) == (national.get(top, 0), national.get(of, 0)), key
    days = table.whole["days_to_decision"]
    assert numbers["days"] == ([] if days.value is None else [round(days.value, 1), days.basis])
    assert [table.whole[key].value for key in COUNTS] == [national.get(key, 0) for key in COUNTS]
    for code, figures in numbers["agencies"].items():
        told = {key: cell for (row, key), cell in table.by_row.items() if row == (code,)}
        for key, (top, of) in RATES.items():
            if figures.get(of):
                assert (told[key].top, told[key].of) == (figures.get(top, 0), figures[of]), (code, key)
