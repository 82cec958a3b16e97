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


def test_a_failing_history_is_made_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("permissions.access.decide.shut_out", lambda standing, parties: False)
    history = next(drawn(seed, 60) for seed in range(1, 20) if fails(drawn(seed, 60)))
    short = shortened(history, seconds=20)
    assert fails(short)
    assert len(short) < len(history)
