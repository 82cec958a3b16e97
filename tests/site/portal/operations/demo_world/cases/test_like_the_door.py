"""A bulk load leaves what the door would have left: all columns of all tables, times included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from permissions.now import standing_at
from portal.operations.demo_world.cases.loading import Loader
from portal.operations.verifying import everything
from tests.site.portal.operations.demo_world.cases.lived import (
    SEED,
    UNTIL,
    Lived,
    load_world,
    showing_everything,
    through_the_door,
    tracking,
)
from tests.site.portal.operations.demo_world.cases.rows import every_row
from workflows.cases import lifecycle, opening
from workflows.cases.models import CaseStatus, Channel, EventVerb, Outcome, RequestKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def lives() -> Iterator[list[Lived]]:
    load_world()
    with standing_at(UNTIL):
        yield showing_everything(among=2500, each=2)


def test_the_chosen_lives_show_everything(lives: list[Lived]) -> None:
    shown = {thing for one in lives for thing in one.shows}
    assert {type_.__name__ for type_ in lifecycle.DECIDERS} <= {thing.partition(" by ")[0] for thing in shown}
    assert {"Escalate by clock", "Escalate by staff", "reopened after it was closed"} <= shown
    assert set(EventVerb.values) <= shown
    assert {f"was {status}" for status in CaseStatus} | {f"is {status}" for status in CaseStatus} <= shown
    assert {f"outcome {outcome}" for outcome in Outcome} <= shown
    assert {f"kind {code}" for code in RequestKind.objects.values_list("code", flat=True)} <= shown
    assert {f"by {channel}" for channel in Channel} | {"in ar", "in en"} <= shown
    assert {f"level {level}" for level in (0, 1, 2)} | {f"rated {stars}" for stars in range(1, 6)} <= shown
    assert {"0 referrals", "1 referrals", "2 referrals", "3 referrals", "1 reopenings"} <= shown
    assert {"0 files", "1 files", "2 files"} <= shown
    assert {f"is in_progress at level {level}" for level in (0, 1, 2)} <= shown


def test_every_row_is_what_the_door_leaves(lives: list[Lived], monkeypatch: pytest.MonkeyPatch) -> None:
    before = every_row()
    with transaction.atomic():
        loader = Loader.standing_at(UNTIL, seed=SEED)
        loader.load([one.number for one in lives])
        in_bulk = every_row()
        assert list(everything()) == []
        transaction.set_rollback(True)
    assert every_row() == before

    # The door draws its tracking numbers; here it draws the same ones, since who holds a shared post hangs on them.
    numbers = iter([tracking(one.life) for one in sorted(lives, key=lambda one: one.life.at)])
    monkeypatch.setattr(opening, "new_tracking", lambda at: next(numbers))
    through_the_door(lives)
    by_the_door = every_row()
    assert list(everything()) == []
    for table, rows in by_the_door.items():
        assert in_bulk[table] - rows == {}, f"{table}: only in bulk"
        assert rows - in_bulk[table] == {}, f"{table}: only by the door"
    assert len(lives) >= 60
