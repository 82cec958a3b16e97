"""The clock passes on whole minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workflows.clock.passes import pass_after

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_what_is_due_on_a_whole_minute_is_found_in_that_minute_anything_later_in_the_next() -> None:
    assert pass_after(NOON) == NOON
    assert pass_after(NOON + timedelta(microseconds=1)) == NOON + timedelta(minutes=1)
    assert pass_after(NOON + timedelta(seconds=59)) == NOON + timedelta(minutes=1)
