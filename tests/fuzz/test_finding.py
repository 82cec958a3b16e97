"""A mistake of the platform's would be found by walking, and told as short as it gets: on any database."""

from __future__ import annotations

import pytest
from django.db.models import Q

from permissions.access import selectors
from tests.fuzz.histories import LONGEST, drawn, fails, shortened

pytestmark = pytest.mark.django_db


def found_in(history_of: int) -> bool:
    """Whether some of a few short histories comes upon the mistake."""
    return any(fails(drawn(seed, history_of)) for seed in range(1, 4))


def test_a_mistake_in_who_is_shut_out_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(standing: object, parties: object) -> bool:
        return False

    for module in ("permissions.agencies.decide", "permissions.access.decide", "workflows.cases.recusal"):
        monkeypatch.setattr(f"{module}.shut_out", nobody)
    assert found_in(120)


def test_a_delegation_that_outlives_its_givers_right_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("permissions.access.in_force.worth_something", lambda at: ~Q(pk=None))
    for compiled in (selectors._OF_ONE, *selectors._OF_SEVERAL):
        monkeypatch.setattr(compiled, "_compiled", {})  # from before the mistake
    assert found_in(LONGEST)


@pytest.mark.parametrize("needed", [(0, 59), (7, 41), (30,), (11, 12, 13)])
def test_a_failing_history_is_made_as_short_as_it_gets(
    needed: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the steps stand that the disagreement needs, they alone are left, in their order."""
    history = drawn(1, 60)
    mistake = [history[place] for place in needed]
    monkeypatch.setattr("tests.fuzz.histories.fails", lambda steps: set(mistake) <= set(steps))
    assert shortened(history) == mistake
