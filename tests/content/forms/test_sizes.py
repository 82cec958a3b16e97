"""Sizes of files are written so that people can compare them."""

from __future__ import annotations

import pytest
from django.utils import translation

from content.forms.sizes import written_size


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "1 kB"),
        (1, "1 kB"),
        (420_000, "410 kB"),
        (1024**2, "1.0 MB"),
        (2_936_013, "2.8 MB"),
        (20 * 1024**2, "20.0 MB"),
    ],
)
def test_a_size_is_written_in_the_unit_that_fits(size: int, written: str) -> None:
    with translation.override("en"):
        assert written_size(size) == written
