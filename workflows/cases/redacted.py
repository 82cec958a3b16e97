"""Redacted copies of the files of a case: which there are, what may go out with words, and who reads a copy alone.

A copy is a file that no citizen reads, made from another file of its case. What goes out of it is a file of its own
that lies in the same place. An agency that gets the case after a copy was made reads that in the place of the original.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.access.models import Party
from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, CaseEvent, File
from workflows.cases.selectors import files_of
from workflows.cases.state import State
from workflows.cases.submission import StoredFile

BODIES = "bodies"
"""Where the event of a copy names the agencies (ids) that had read the original by then."""


@dataclass(frozen=True, slots=True)
class LayWith:
    """A case as it lay with some agencies, as a right is asked about it."""

    state: State
    agency_ids: Collection[int]

    @property
    def case_id(self) -> int | None:
        return self.state.case_id

    @property
    def track(self) -> str:
        return self.state.track

    @property
    def parties(self) -> list[Party]:
        return self.state.parties


def is_copy(file: File) -> bool:
    """Whether it is a redacted copy that stays among the staff, and not what went out of one."""
    return file.redacts_id is not None and not file.public


def bodies_of(state: State) -> list[int]:
    """The agencies (ids) with which a case lies or lay."""
    return sorted({state.case.agency_id, *(work.agency_id for work in state.works)})


def say_what_is_withheld(actor: Actor, state: State, files: Iterable[File], *, held: Held | None = None) -> None:
    """Write into each of the ``files`` of a case whether its reader reads a redacted copy alone.

    No statement where there is no copy.
    """
    rows = list(files)
    copies = [file for file in rows if is_copy(file) and not file.withdrawn]
    if not copies:
        return
    events = CaseEvent.objects.filter(case=state.case, number__in=[each.event_number for each in copies])
    bodies = {event.number: event.data.get(BODIES, []) for event in events}
    later = {
        copy.redacts_id
        for copy in copies
        if not can(actor, VIEW_CASE, LayWith(state, frozenset(bodies[copy.event_number])), held=held)
    }
    # What was withheld is so in each place where it lies: the same file may have come twice.
    places = {file.storage_key for file in rows if file.pk in later}
    for file in rows:
        file.withheld = file.storage_key in places


def copies_of(case: Case) -> list[File]:
    """The redacted copies that may go out, the oldest first, each with its ``number``; one statement."""
    return [file for file in files_of(case) if is_copy(file)]


def is_sent(copy: File) -> bool:
    """Whether the citizen has it."""
    return File.objects.filter(case=copy.case_id, storage_key=copy.storage_key, public=True).exists()


def going_out(case: Case, ids: Collection[int]) -> tuple[StoredFile, ...]:
    """The redacted copies (ids) as files that the citizen reads.

    Of other cases nothing goes: what is answered with this one is another citizen's. Raises ``NotPossible`` for one
    that was withdrawn meanwhile.
    """
    if not ids:
        return ()
    found = list(File.objects.filter(case=case, pk__in=ids, redacts__isnull=False, public=False).order_by("pk"))
    if any(file.withdrawn for file in found):
        raise NotPossible(_("A redacted copy that you chose has been withdrawn meanwhile: choose another one."))
    return tuple(
        StoredFile(file.name, file.content_type, file.size, file.sha256, file.storage_key, redacts_id=file.redacts_id)
        for file in found
    )
