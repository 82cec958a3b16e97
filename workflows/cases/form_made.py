"""The hook by which a kind that owners have just made gets its form: floor 2 knows no pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Begin = Callable[[str, Mapping[str, str], str], None]
"""Given the code of the kind, its name by language, and the code of the kind that it began as a copy of, or nothing."""

_makers: list[Begin] = []


def begin_with(maker: Begin) -> None:
    """Whoever makes forms brings this at start-up."""
    _makers.append(maker)


def begin(code: str, name: Mapping[str, str], copy_of: str) -> None:
    """Begin the form of a new kind, inside the commit that puts the kind in force."""
    for maker in _makers:
        maker(code, name, copy_of)
