"""Why a file that somebody sent is not opened."""

from __future__ import annotations

from typing import ClassVar


class Unreadable(Exception):
    """The file is not taken; the kinds below say why. ``status`` is what the reader's process ends with."""

    status: ClassVar[int]


class OtherType(Unreadable):
    """It is of no type that is taken."""

    status = 3


class Broken(Unreadable):
    """Its bytes cannot be read as what they begin as."""

    status = 4


class TooMuch(Unreadable):
    """To open it would take more pixels, parts, memory or time than a file may."""

    status = 5


class Busy(Unreadable):
    """So many files are being opened that there was no place for this one in time. No reader ends with it."""

    status = 6
