"""The versions of what is counted: what each of them had, so that whatever was frozen can be read for good.

A snapshot names the version that it was counted by. Whoever changes what a figure means, or adds one, adds a line
below, and says in the lines above it what those versions lack. What is frozen already stays as it is, and stays open.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """``whole``: all of it may be told, and its files handed out.

    What is not whole has sensitive cases in all but its ordinary figures: those alone are shown. ``lacks``: measures
    that it does not count; they are left out, since a zero in their place would be a lie.
    """

    whole: bool = True
    lacks: frozenset[str] = frozenset()


VERSIONS: dict[int, Version] = {
    # Sensitive cases were in the national totals, and had a row in the registers.
    1: Version(whole=False),
    # They, and those in which somebody is shut out, are in no figure and no row; ``apart`` tells of them.
    2: Version(),
}


def today() -> int:
    """The version by which is counted now."""
    return max(VERSIONS)


def is_older(number: int) -> bool:
    return number < today()


def handed_out() -> list[int]:
    """The versions whose files may be read."""
    return [number for number, version in VERSIONS.items() if version.whole]
