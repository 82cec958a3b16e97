"""The escalation ladder in force."""

from __future__ import annotations

from workflows.escalation.definition import Ladder
from workflows.escalation.publishable import LADDERS
from workflows.versions.models import Version
from workflows.versions.selectors import Stamp


def ladder_of(version: Version) -> Ladder:
    """The ladder that ``version`` defines; parsed once in this process."""
    return LADDERS.of(version)


def ladder_of_stamp(stamp: Stamp) -> Ladder:
    """The ladder in force that ``stamp`` names; read and parsed once in this process."""
    return LADDERS.of_stamp(stamp)
