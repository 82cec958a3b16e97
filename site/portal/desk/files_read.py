"""A file of a case for whoever may read it: found, and whether anything keeps it from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.forms.later_checks import held_back
from content.forms.storing import is_stored
from content.forms.upload import HeldBack
from permissions.access.decide import Held
from permissions.actors import Actor
from portal.desk.happenings import was_named_by_staff
from portal.desk.identity_shown import shown_as_known
from workflows.cases.errors import NotAllowed
from workflows.cases.identity import read_identity
from workflows.cases.models import File
from workflows.cases.redacted import say_what_is_withheld
from workflows.cases.selectors import case_for, files_of
from workflows.cases.state import State


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that somebody may look at. ``name``: as they may know it; ``why``: it may be fetched by nobody now."""

    state: State
    file: File
    files: Sequence[File]
    name: str
    why: HeldBack | None


def read_file(actor: Actor, tracking: str, number: int, *, held: Held) -> FileRead:
    """Raises ``NotAllowed``: also where the file is not there, or its reader reads a redacted copy in its place."""
    state = case_for(actor, tracking, held=held, to_show=False)
    files = files_of(state.case)
    say_what_is_withheld(actor, state, files, held=held)
    file = next((file for file in files if file.number == number and not file.withheld), None)
    if file is None or not is_stored(file.storage_key):
        raise NotAllowed
    if file.tells_who:
        read_identity(actor, state, held=held)  # for whom it is no file; else recorded as a name is
    # A name that whoever works a hidden citizen's case may read, here as on the page.
    known = file if was_named_by_staff(state.case, file) else next(iter(shown_as_known([file], state.case)))
    return FileRead(state, file, files, known.name, held_back(file))
