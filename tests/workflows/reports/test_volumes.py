"""Volumes hold every row once, in their order, and none too many."""

from __future__ import annotations

import random

import pytest

from workflows.reports.volumes import Volume, planned


@pytest.mark.parametrize("seed", range(20))
def test_every_row_is_in_one_volume_and_no_volume_is_too_long(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - chance that can be repeated, for nothing secret
    counts = [(f"a{number:03d}", rng.choice([1, 3, 10, 25])) for number in range(rng.randint(1, 40))]
    volumes = planned(counts, 10)
    places = [place for volume in volumes for place in range(volume.first, volume.last + 1)]
    assert places == list(range(1, sum(count for _agency, count in counts) + 1))
    assert all(1 <= volume.rows <= 10 for volume in volumes)
    assert [volume.number for volume in volumes] == list(range(1, len(volumes) + 1))


def test_an_agency_begins_a_new_volume_where_it_would_be_torn() -> None:
    assert planned([("a", 6), ("b", 6), ("c", 25), ("d", 2)], 10) == [
        Volume(1, 1, 6, ("a",)),
        Volume(2, 7, 12, ("b",)),
        Volume(3, 13, 22, ("c",)),
        Volume(4, 23, 32, ("c",)),
        Volume(5, 33, 39, ("c", "d")),
    ]
    assert planned([], 10) == []
