"""Search in the studio's lists: by any name of a thing, or by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from permissions.arabic import fold

LONG: Final = 6
"""With more things than these a list is searched."""


def found(words: str, key: str, name: Mapping[str, str]) -> bool:
    """Whether a thing is meant by what was searched for; everything is by nothing."""
    return fold(words) in fold(" ".join([key, *name.values()]))
