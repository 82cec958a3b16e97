"""The escalation ladder in force; the one place where a published ladder is parsed."""

from __future__ import annotations

from workflows.escalation.definition import Ladder, parse
from workflows.versions.models import Version
from workflows.versions.selectors import ParsedOnce, Stamp

_ladders: ParsedOnce[Ladder] = ParsedOnce(parse)


def ladder_of(version: Version) -> Ladder:
    """The ladder that ``version`` defines; parsed once in this process."""
    return _ladders.of(version)


def ladder_of_stamp(stamp: Stamp) -> Ladder:
    """The ladder in force that ``stamp`` names; read and parsed once in this process."""
    return _ladders.of_stamp(stamp)
