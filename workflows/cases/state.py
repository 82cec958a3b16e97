"""What is at hand of a case while the door is open: the locked row and its open rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext_lazy as _

from permissions.access.models import Party
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Case, Message, MessageKind, RequestKind, Work
from workflows.deadlines.models import Deadline
from workflows.processes.advance import NOWHERE, Marking


@dataclass(slots=True, eq=False)
class State:
    """A case with all its work, its open deadlines and whom it accuses.

    Decisions change these in memory; ``record`` writes them.
    """

    case: Case
    kind: RequestKind
    works: list[Work] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    said: str | None = None
    marking: Marking = NOWHERE
    """Where the process stands, of a case that lives in memory alone; of others the engine knows."""

    @property
    def case_id(self) -> int | None:
        return self.case.pk

    @property
    def track(self) -> str:
        return self.case.track

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies it now lies with."""
        return frozenset({self.case.agency_id, *(work.agency_id for work in self.open_works)})

    @property
    def open_works(self) -> list[Work]:
        return [work for work in self.works if work.done_at is None]

    def open_deadlines(self, work: Work) -> list[Deadline]:
        return [deadline for deadline in self.deadlines if deadline.work is work and deadline.done is None]

    def running_deadline(self, work: Work) -> Deadline | None:
        """The open deadline of ``work`` whose time runs now, the first due; None while all rest."""
        return next((deadline for deadline in self.open_deadlines(work) if deadline.due is not None), None)

    def entries(self, step: str) -> int:
        """How often the step has been entered so far."""
        return sum(work.step == step for work in self.works)

    def work(self, work_id: int | None, *, waits: bool | None = None) -> Work:
        """The open step that is meant. Raises ``NotAllowed`` for a foreign id, ``NotPossible`` when none is open."""
        fitting = [work for work in self.open_works if waits is None or work.waits is waits]
        if work_id is not None:
            fitting = [work for work in fitting if work.pk == work_id]
            if not any(work.pk == work_id for work in self.works):
                raise NotAllowed
        if not fitting:
            raise NotPossible(_("Nothing is open here for that any more. Look at the case again."))
        return fitting[0]

    def statement(self) -> str:
        """The citizen's first text; read once, and only when a condition asks for it."""
        if self.said is None:
            found = Message.objects.filter(case=self.case, kind=MessageKind.STATEMENT).values_list("text", flat=True)
            self.said = found.first() or ""
        return self.said


def lock(case_ids: Iterable[int], *, skip_locked: bool = False) -> list[State]:
    """Lock cases by ascending id and read what is open of each: three statements for any number, four if any
    accuses someone.

    Needs an open transaction. With ``skip_locked`` cases that others hold are left out, where the database can.
    """
    can_skip = skip_locked and connection.features.has_select_for_update_skip_locked
    cases = list(
        Case.objects.select_for_update(of=("self",), skip_locked=can_skip)
        .select_related("kind", "process_version")
        .filter(pk__in=sorted(set(case_ids)))
        .order_by("pk")
    )
    states = {case.pk: State(case, case.kind) for case in cases}
    works = {}
    for work in Work.objects.filter(case_id__in=states).order_by("pk"):
        states[work.case_id].works.append(work)
        works[work.pk] = work
    for deadline in Deadline.objects.filter(case_id__in=states, done__isnull=True).order_by("due", "pk"):
        deadline.work = works[deadline.work_id]
        states[deadline.case_id].deadlines.append(deadline)
    for party in parties_of(cases):
        states[party.case_id].parties.append(party)
    return list(states.values())


def parties_of(cases: Iterable[Case]) -> list[Party]:
    """Whom some cases accuse; no query where none accuses anybody."""
    guarded = [case.pk for case in cases if case.guarded]
    return list(Party.objects.filter(case_id__in=guarded).order_by("pk")) if guarded else []
