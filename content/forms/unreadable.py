"""Why a file that somebody sent is not opened."""

from __future__ import annotations

from typing import ClassVar


class Unreadable(Exception):
    """The file is not taken; the kinds below say why."""


class Broken(Unreadable):
    """Its bytes are not of a type that is taken, or cannot be read as what they begin as."""

    status: ClassVar[int] = 3
    """What the reader's process ends with."""


class TooMuch(Unreadable):
    """To open it would take more pixels, parts, memory or time than a file may."""

    status: ClassVar[int] = 4


class Busy(Unreadable):
    """So many files are being opened that there was no place for this one in time."""
