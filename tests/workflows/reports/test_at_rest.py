"""Cases that are over since long are counted without being read, to the same numbers; a register reads its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import file_case
from tests.workflows.reports.october import CANARY, October, at, october
from tests.workflows.reports.shutting_out import shut_somebody_out
from workflows.cases.actions import Accept, Action, CloseAsSpam, Decide, Release
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.reports import at_rest, gathered
from workflows.reports.diary import begun_in, not_at_rest_since, open_at
from workflows.reports.freezing import count, register
from workflows.reports.gathered import Gathered
from workflows.reports.period import Period
from workflows.reports.register import Entry, in_order

pytestmark = pytest.mark.django_db
SPAM = "عرض خاص وكود خصم: https://a.example https://b.example https://c.example"


@pytest.fixture
def scene() -> October:
    """October's, three of which were held back, and three that were at times kept from somebody."""
    scene = october()
    unit = scene.land.actor("officer-central")
    for name in ("spam", "released", "undecided"):
        with standing_at(at(10, 7)):
            scene.cases[name] = file_case(agency="moh", text=SPAM)
    for name, action in (("spam", CloseAsSpam(text=CANARY)), ("released", Release())):
        with standing_at(at(10, 8)):
            apply(scene.cases[name].pk, action, actor=unit)
    scene.settles("released", 10, 9, "refused")
    for name in ("content", "praise", "first_instant"):
        shut_somebody_out(scene, name, at(10, 20))
    shut_somebody_out(scene, "content", at(10, 21), yes=False)
    shut_somebody_out(scene, "praise", at(11, 2), yes=False)
    _left_closed(scene)
    return scene


def _left_closed(scene: October) -> None:
    """What was left open in October is over in November, but for one."""
    steps: list[tuple[Action, Actor]] = [(Decide(outcome="resolved", text=CANARY), scene.land.actor("level2-moh"))]
    for minutes, (action, actor) in enumerate([*steps, (Accept(), Actor.citizen(scene.cases["left"].pk))]):
        with standing_at(at(11, 3, 9, minutes)):
            apply(scene.cases["left"].pk, action, actor=actor)


@pytest.mark.parametrize(
    ("period", "fewest"),
    [
        (Period(2026, 10), 0),
        (Period(2026, 11), 0),
        (Period(2026, 12), 2),
        (Period(2027, 1), 4),
        (Period(2027, 2), 4),
        (Period(2028), 4),
    ],
)
def test_numbers_are_those_of_all_that_is_read(
    scene: October, period: Period, fewest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = count(period, period.end)
    everything = set(Case.objects.values_list("pk", flat=True))
    former = period.former.start
    assert len(everything - not_at_rest_since(former)) >= fewest
    monkeypatch.setattr(at_rest, "not_at_rest_since", lambda _instant: everything)
    assert count(period, period.end) == counted


def test_the_months_hold_what_is_at_rest_without_what_was_set_apart(scene: October) -> None:
    def received(period: Period) -> dict[str, int]:
        return dict(count(period, period.end).numbers["months"])

    then, later = received(Period(2026, 10)), received(Period(2027, 1))
    assert {scene.cases["twice"].pk, scene.cases["withdrawn"].pk}.isdisjoint(not_at_rest_since(Period(2026, 12).start))
    assert (later["2026-09"], later["2026-10"]) == (then["2026-09"], then["2026-10"])


def test_a_register_reads_those_alone_that_may_stand_in_it(scene: October) -> None:
    for period in (Period(2026, 9), Period(2026, 10), Period(2026, 11), Period(2026), Period(2027)):
        rows = list(register(period, period.end))
        among = begun_in(period.start, period.end) if period.kind == "monthly" else open_at(period.end)
        assert {row.case_id for row in rows} <= among
        assert rows == list(in_order(rows))
    assert len(list(register(Period(2027), Period(2027).end))) < Case.objects.count()


def test_rows_come_out_the_oldest_first_however_they_went_in(scene: October, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathered, "AT_ONCE", 2)
    rows = list(register(Period(2026, 10), Period(2026, 10).end))
    assert len(rows) > 4
    again = Gathered(reversed(rows))
    assert (len(again), list(again)) == (len(rows), rows)
    assert again.digest == Gathered(rows).digest
    assert again.holders == {row.holder_id for row in rows} - {None}
    for older, younger in pairwise(again):
        assert _place(older) <= _place(younger)


def _place(row: Entry) -> tuple[datetime, int]:
    return row.opened_at, row.case_id


def test_cases_of_one_instant_stand_by_their_ids(scene: October) -> None:
    one, other = list(register(Period(2026, 10), Period(2026, 10).end))[:2]
    instant = at(10, 30) + timedelta(microseconds=1)
    alike = [
        Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__} | {"opened_at": instant})
        for row in (one, other)
    ]
    assert [row.case_id for row in Gathered(alike)] == sorted(row.case_id for row in alike)
    assert {row.opened_at for row in Gathered(alike)} == {instant}
