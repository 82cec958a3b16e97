"""A check that breaks off says so, and nothing beside what is to blame goes unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from permissions.walking import halved, walked


def test_what_was_found_before_it_broke_off_is_told() -> None:
    def breaks() -> Iterator[str]:
        yield "first"
        raise ValueError("what stands there may be anybody's name")

    assert list(walked("the lot", breaks)) == [
        "first",
        "the lot could not be walked to the end (ValueError): something there was bent",
    ]


@pytest.mark.parametrize("bad", [{3}, {0, 7}, set(range(8)), set()])
def test_each_row_but_the_one_to_blame_is_looked_at(bad: set[int]) -> None:
    def check(rows: Sequence[int]) -> list[str]:
        if bad & set(rows):
            raise KeyError("unknown")
        return [f"{row} seen" for row in rows]

    said = list(halved(range(8), check, lambda row: f"{row} blamed"))
    assert said == [f"{row} {'blamed' if row in bad else 'seen'}" for row in range(8)]


def test_where_there_is_no_row_to_blame_the_error_goes_on() -> None:
    def check(_rows: Sequence[int]) -> list[str]:
        raise KeyError("unknown")

    with pytest.raises(KeyError):
        list(halved([], check, str))
