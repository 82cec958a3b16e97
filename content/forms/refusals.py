"""Why a file was not taken, in a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.unreadable import (
    Broken,
    Bundle,
    Busy,
    Infected,
    Locked,
    NoRecordings,
    OldOffice,
    OtherType,
    Programs,
    TooMuch,
    Unreadable,
)

TOO_LARGE = _("“%(name)s” is larger than %(limit)s megabytes: attach a smaller copy.")
WRONG_TYPE = _(
    "“%(name)s” isn’t a type of file that we accept: attach a photo (JPG, PNG, WebP, HEIC), a video, a "
    "voice recording, a PDF, Word or Excel file."
)
TOO_MANY = _("“%(name)s” was left out: at most %(limit)s files can be attached.")
WHY_NOT: dict[type[Unreadable], Promise] = {
    OtherType: WRONG_TYPE,
    Broken: _(
        "“%(name)s” is damaged and can’t be opened: save it again on your device, or attach a screenshot or a PDF."
    ),
    TooMuch: _("“%(name)s” takes too much to open: attach a smaller or simpler copy, such as a screenshot or a PDF."),
    OldOffice: _(
        "“%(name)s” is in an old Word or Excel format, or has a password, so it can’t be checked: save it "
        "without a password as DOCX, XLSX or PDF, and attach that."
    ),
    Locked: _("“%(name)s” has a password, so it can’t be checked: save it without one, and attach that."),
    Programs: _("“%(name)s” contains macros: save it without them as DOCX, XLSX or PDF, and attach that."),
    Bundle: _("“%(name)s” has other files inside it: attach each of them separately, or save it as one PDF."),
    Infected: _("A virus was found in “%(name)s”, so it wasn’t accepted. Send it from another device."),
    NoRecordings: _(
        "“%(name)s” is a video or a voice recording, and we can’t accept those right now: write what can "
        "be seen or heard in it, or attach photos."
    ),
    Busy: _("“%(name)s” could not be checked: many files are arriving just now. Wait a moment and attach it again."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and the sentence that says why and what to do.

    ``again``: the same file may be taken in a moment.
    """

    name: str
    sentence: str | Promise
    again: bool = False


def named(name: str) -> dict[str, str]:
    """For a sentence: the file's name, isolated so that it keeps its own order inside an Arabic or an English line."""
    return {"name": f"\u2068{name}\u2069"}
