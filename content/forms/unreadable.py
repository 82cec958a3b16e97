"""Why a file that somebody sent is not taken."""

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
    """To open it would take more pixels, parts, memory or work of the processor than a file may."""

    status = 5


class Busy(Unreadable):
    """The machine has so much to do that this one was not opened in time. No reader ends with it."""

    status = 6


class OldOffice(Unreadable):
    """A Word or Excel file as before 2007, which cannot be looked through, or a later one behind a password."""

    status = 7


class Locked(Unreadable):
    """A PDF behind a password."""

    status = 8


class Programs(Unreadable):
    """An office document with macros."""

    status = 9


class Bundle(Unreadable):
    """A document that is a wrapping for others, which would be lost with it."""

    status = 10


class Infected(Unreadable):
    """The virus scanner knows it. No reader ends with it."""

    status = 11


class Merged(Unreadable):
    """A spreadsheet with merged cells: of which row is what stands in them?"""

    status = 12


class NoRecordings(Unreadable):
    """A video or a voice, on a machine without ffmpeg. No reader ends with it."""

    status = 13
