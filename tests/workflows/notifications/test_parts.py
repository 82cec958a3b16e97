"""In how many parts a text message goes."""

from __future__ import annotations

import pytest

from workflows.notifications.transports.sms.parts import parts_of

WAW, FACE = "و", "\U0001f600"


@pytest.mark.parametrize(
    ("text", "count", "letters", "own"),
    [
        ("", 1, 0, True),
        ("a" * 160, 1, 160, True),
        ("a" * 161, 2, 161, True),
        ("a" * 306, 2, 306, True),
        ("a" * 307, 3, 307, True),
        ("€" * 80, 1, 160, True),
        ("€" * 81, 2, 162, True),
        ("a" * 152 + "€" * 77, 3, 306, True),
        (WAW * 70, 1, 70, False),
        (WAW * 71, 2, 71, False),
        (WAW * 134, 2, 134, False),
        (WAW * 135, 3, 135, False),
        ("a" * 69 + WAW, 1, 70, False),
        ("a" * 70 + WAW, 2, 71, False),
        (FACE * 35, 1, 70, False),
        (WAW * 66 + FACE * 34, 3, 134, False),
        ("\u2066", 1, 1, False),
    ],
)
def test_as_telephones_count(text: str, count: int, letters: int, own: bool) -> None:
    found = parts_of(text)
    assert (found.count, found.letters, found.own) == (count, letters, own)
