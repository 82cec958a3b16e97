"""When a crowd counts as borne, and when all counts as normal again."""

from __future__ import annotations

import pytest

from tests.bench.crowd import NEVER, _is_borne, _normal_after, _within
from tests.bench.visitors import NONE_CAME, Page, Seen, _due


def pages(*answers: tuple[int, float, int], at: float = 0.0) -> list[Page]:
    """So many pages each, which took so many seconds and had this status."""
    return [Page(at, took, status) for number, took, status in answers for _page in range(number)]


@pytest.mark.parametrize(
    ("answers", "borne"),
    [
        ([(95, 0.9, 200), (5, 3.0, 200)], True),
        ([(94, 0.9, 200), (6, 3.0, 200)], False),
        ([(95, 0.9, 303), (5, 0.1, 503)], True),
        ([(94, 0.9, 200), (6, 0.1, 503)], False),
        ([(94, 0.9, 302), (6, 0.1, NONE_CAME)], False),
        ([(100, 1.0, 200)], False),
    ],
)
def test_of_a_hundred_pages_ninety_five_are_there_within_a_second(
    answers: list[tuple[int, float, int]], borne: bool
) -> None:
    assert _is_borne(Seen(pages=pages(*answers))) is borne


def test_nothing_asked_for_is_not_borne() -> None:
    assert not _is_borne(Seen())
    assert _within([]) != _within([])  # no number


def test_normal_again_is_the_first_window_in_which_pages_are_there() -> None:
    seen = [page for at in range(60, 67) for page in pages((9, 0.1, 200), (1, 0.1, 503), at=at)]
    seen += [page for at in range(67, 80) for page in pages((10, 0.1, 200), at=at)]
    assert _normal_after(seen, 60.0) == 5.0  # from 65 to 70 there are 48 of 50
    assert _normal_after(seen[:60], 60.0) == NEVER


def test_visitors_are_due_at_the_rate_of_their_phase() -> None:
    assert list(_due([(2.0, 1.5), (1.0, 2.0)])) == [0.0, 0.5, 1.0, 1.5, 2.5]
