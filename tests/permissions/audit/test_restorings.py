"""Which heads that were noted elsewhere are of an end that a backup has replaced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from permissions.audit.restorings import Restoring, is_lost

AT = datetime(2026, 11, 28, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FOUND = [Restoring(AT, "last", kept=100, known=120, seal="a")]


@pytest.mark.parametrize(
    ("count", "noted_at", "lost"),
    [
        (101, AT - MINUTE, True),
        (120, AT, True),
        (100, AT - MINUTE, False),
        (99, AT - MINUTE, False),
        (101, AT + MINUTE, False),
    ],
)
def test_a_head_is_lost_that_was_noted_before_and_lies_behind_what_was_kept(
    count: int, noted_at: datetime, lost: bool
) -> None:
    assert is_lost(FOUND, count, noted_at) is lost
    assert not is_lost([], count, noted_at)
