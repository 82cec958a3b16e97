"""Parts of a working day are written so that nobody takes them for a time of day."""

from __future__ import annotations

import pytest

from permissions.written_time import written_hours


@pytest.mark.parametrize(
    ("minutes", "arabic", "english"),
    [(446, "7 س 26 د", "7 h 26 min"), (120, "2 س", "2 h"), (5, "5 د", "5 min"), (0, "0 د", "0 min")],
)
def test_hours_and_minutes_are_written_with_their_units(minutes: int, arabic: str, english: str) -> None:
    assert written_hours(minutes, "ar") == arabic
    assert written_hours(minutes, "en") == english
