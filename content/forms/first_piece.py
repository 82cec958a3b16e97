"""A file that comes piece by piece is refused by its first bytes, before the line has carried the rest for nothing."""

from __future__ import annotations

import tempfile
import time
from typing import Final

from content.forms.apart import SECONDS, read_apart
from content.forms.file_types import RECORDED
from content.forms.kinds_of_files import kind_called
from content.forms.preparing import can_prepare
from content.forms.refusals import WHY_NOT, Refusal, named
from content.forms.unreadable import Busy, NoRecordings, Unreadable
from permissions import security_log

_PROGRAM: Final = "content.forms.head_reader"


def refused_by(head: bytes, *, name: str, asked: str) -> Refusal | None:
    """Why the file that begins with ``head`` will not be taken; None where that is not known yet.

    ``asked``: the kind of the question that it answers, empty where all kinds are taken. Where no reader is free it is
    not known: the whole file is looked at in any case.
    """
    try:
        with tempfile.TemporaryFile() as begun:
            begun.write(head)
            begun.seek(0)
            nothing, found = read_apart(begun, until=time.monotonic() + SECONDS, program=_PROGRAM)
            nothing.close()
        if found in RECORDED and not can_prepare():
            raise NoRecordings
    except Busy:
        return None
    except Unreadable as why:
        security_log.tell("upload", "refused", about=type(why).__name__)
        return Refusal(name, str(WHY_NOT[type(why)]) % named(name))
    kind = kind_called(asked)
    if kind is None or kind.may_begin(found):
        return None
    return Refusal(name, str(kind.wrong) % named(name))
