"""What is at hand of a case while the door is open: the locked row and its open rows, which of them leads, and how the
case's own columns follow from that. Nothing else writes those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from permissions.access.models import Party
from permissions.audit.models import AuditEntry
from workflows.cases.columns import note_read
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import (
    Case,
    CaseStatus,
    Consultation,
    MessageKind,
    Outcome,
    RequestKind,
    Watch,
    Work,
)
from workflows.cases.proving.bent import ABOUT, bent_of, last_said
from workflows.cases.proving.digests import PROOF
from workflows.cases.proving.parts import CASE, DEADLINE, DECISIONS, DONE_BY, WORK
from workflows.cases.submission import GivenAnswer
from workflows.deadlines.models import BESIDE_THE_STEP, OF_THE_CASE, Deadline, DeadlineKind
from workflows.processes.advance import NOWHERE, Marking, lies_within, rank
from workflows.processes.definition import ActedAt, AwaitedService, ProcessDefinition, Resting, TaskStep, TimerStep
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Version

FEW = 25
"""Up to so many cases are locked together by people, and by the clock."""


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
    answers: Mapping[str, GivenAnswer] | None = None
    filled: dict[str, str] = field(default_factory=dict)
    """What officers have filled in while the door is open, by the keys of the fields."""
    filled_before: Mapping[str, str] | None = None
    consultations: list[Consultation] | None = None
    """What other agencies are asked inside it; read when something asks for it (``consulting``)."""
    bent: Mapping[str, str] = field(default_factory=dict)
    """What was bent of it before the lock, with the digests of before that: no act proves it (``proving.bent``)."""
    objection_raised: int = 0
    """The number of the objection that is being made in this very act: 1, 2 …; 0 where none is."""
    marking: Marking = NOWHERE
    """Where the process stands, of a case that lives in memory alone; of others the engine knows."""

    @property
    def case_id(self) -> int | None:
        return self.case.pk

    @property
    def track(self) -> str:
        return self.case.track

    @property
    def spread(self) -> int:
        """A number that stays with the case, by which two holders of one post share the work."""
        return int("".join(filter(str.isdigit, self.case.tracking)) or 0)

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies it now lies with: whoever may act for one of them reads it. Acts ask the piece of work."""
        return frozenset({self.case.agency_id, *(work.agency_id for work in self.open_works)})

    @property
    def process(self) -> ProcessDefinition:
        """The definition of the version that the case is on."""
        return PROCESSES.of(self.case.process_version)

    def rests_at(self, work: Work) -> Resting:
        """The definition of the step at which a piece of work stands."""
        return self.process.waiting(work.step)

    def step_of(self, work: Work) -> ActedAt:
        """The same of work that somebody acts on; raises ``KeyError`` where it waits for time."""
        step = self.rests_at(work)
        if not isinstance(step, ActedAt):
            raise KeyError(work.step)
        return step

    def own_calendar(self, work: Work) -> str:
        """The key of the calendar that a piece of work's step names; empty where it goes by its agency's."""
        step = self.process.steps.get(work.step)
        return step.calendar if isinstance(step, TaskStep) else ""

    def steps_apart(self, work: Work) -> tuple[str, ...]:
        """The keys of the steps whose doers do not act on a piece of work (``duties``)."""
        step = self.process.steps.get(work.step)
        return step.not_by if isinstance(step, TaskStep) else ()

    def waits_for_time(self, work: Work) -> bool:
        """For that alone, or for what the platform does by itself: nobody has to act."""
        # Of what was done before the case was moved, the version that it is on now need not have the step.
        step = self.process.steps.get(work.step)
        return work.waits and (isinstance(step, TimerStep | AwaitedService) or self.held_back(work))

    def held_back(self, work: Work) -> bool:
        """Whether it is kept from its agency, since the case may be spam."""
        return self.case.held and work.waits and isinstance(self.process.steps.get(work.step), TaskStep)

    @property
    def asks_its_citizen(self) -> bool:
        """Whether it waits for what the citizen thinks of the answer."""
        return any(work.waits and not self.waits_for_time(work) for work in self.open_works)

    @property
    def open_works(self) -> list[Work]:
        return [work for work in self.works if work.done_at is None]

    @property
    def objections(self) -> int:
        """How often its citizen has objected so far, with the objection that is being made now."""
        return max(self.objection_raised, *(work.objection for work in self.works), 0)

    @property
    def decisions(self) -> list[Work]:
        """Its work that somebody answered, or that came of an objection."""
        return [work for work in self.works if work.decided_by_id is not None or work.objection or work.again]

    def open_deadlines(self, work: Work) -> list[Deadline]:
        """What is open of a piece of work; what counts something else than its step is none of that."""
        found = (each for each in self.deadlines if each.work is work and each.done is None)
        return [deadline for deadline in found if deadline.kind not in BESIDE_THE_STEP]

    def running_deadline(self, work: Work) -> Deadline | None:
        """The open deadline of ``work`` by whose date somebody has to act, the first due; None while all rest."""
        found = (each for each in self.open_deadlines(work) if each.kind != DeadlineKind.WARN)
        return next((deadline for deadline in found if deadline.due is not None), None)

    def limit_deadlines(self) -> list[Deadline]:
        """What is open of the overall limit: its warnings and what comes of it when it is over."""
        return [each for each in self.deadlines if each.kind in OF_THE_CASE and each.done is None]

    @property
    def proposal(self) -> Deadline | None:
        """The date by which a proposal to seal the case is to be decided; None where nothing is proposed."""
        return next((each for each in self.deadlines if each.kind == DeadlineKind.SEAL and each.done is None), None)

    @property
    def first_look(self) -> Deadline | None:
        """By when somebody is to read what speaks of danger; None where it is not held back for that.

        Its ``level`` is 1 until that time; higher once it has passed and those above were told.
        """
        return next((each for each in self.deadlines if each.kind == DeadlineKind.LOOK and each.done is None), None)

    def entries(self, step: str) -> int:
        """How often the step has been entered so far."""
        return max((work.entry for work in self.works if work.step == step), default=0)

    def work(self, work_id: int | None, *, waits: bool = False) -> Work:
        """The open piece of work that is meant; None: the only one there is. ``waits``: for the citizen.

        Raises ``NotAllowed`` for one of another case, ``NotPossible`` where it is over, or where several are open and
        none is named.
        """
        if work_id is not None and all(work.pk != work_id for work in self.works):
            raise NotAllowed
        meant = [work for work in self.open_works if work.waits is waits and work_id in (None, work.pk)]
        fitting = [work for work in meant if not self.waits_for_time(work)]
        if not fitting:
            raise NotPossible(_("Nothing is open here for that any more. Look at the request again."))
        if fitting[0].follows:
            raise NotPossible(_("It is answered with another request. Act on that one, or take this one out first."))
        if len(fitting) > 1:
            raise NotPossible(_("Several agencies work on this request. Choose the step that you mean."))
        return fitting[0]

    def statement(self) -> str:
        """The citizen's first text; read once, and only when a condition asks for it."""
        if self.said is None:
            found = self.case.messages.filter(kind=MessageKind.STATEMENT).first() if self.case_id is not None else None
            self.said = found.text if found is not None else ""
        return self.said

    @property
    def keeps_words(self) -> bool:
        """Whether what its citizen wrote is kept still: of a recording alone that is nothing, and no word was lost."""
        return bool(self.statement()) or (bool(self.case.recording) and self.case.erased_at is None)

    def answer(self, key: str) -> GivenAnswer | None:
        """What was answered to a question of the form; read once, and only when a condition asks for it."""
        if self.answers is None:
            rows = self.case.answers.all() if self.case_id is not None else ()
            self.answers = {row.key: GivenAnswer(row.key, row.question, row.value, row.shown, row.type) for row in rows}
        return self.answers.get(key)

    def filled_in(self, key: str) -> str:
        """What was filled in last for a field of the process; what was before is read once, and only when asked for."""
        if key in self.filled:
            return self.filled[key]
        if self.filled_before is None:
            rows = self.case.filled.order_by("event_number", "id") if self.case_id is not None else ()
            self.filled_before = {row.key: row.value for row in rows}
        return self.filled_before.get(key, "")


@dataclass(frozen=True, slots=True)
class Part:
    """What of a case lies with one agency, as a right is asked about it; with which one, each kind of it says."""

    state: State

    @property
    def case_id(self) -> int | None:
        return self.state.case_id

    @property
    def track(self) -> str:
        return self.state.track

    @property
    def parties(self) -> list[Party]:
        return self.state.parties


@dataclass(frozen=True, slots=True)
class Piece(Part):
    """One piece of work of a case."""

    work: Work

    @property
    def agency_ids(self) -> frozenset[int]:
        return frozenset({self.work.agency_id})


def lock(case_ids: Iterable[int], *, skip_locked: bool = False, followers: bool = False) -> list[State]:
    """Lock cases by ascending id and read what is open of each: three statements, two more for many cases and one if
    any accuses someone. ``followers``: those too that are answered with one of them, in the same order, since whoever
    locked them afterwards would wait for somebody who waits for a case that is locked already.

    Needs an open transaction. With ``skip_locked`` cases that others hold are left out, where the database can.
    """
    can_skip = skip_locked and connection.features.has_select_for_update_skip_locked
    wanted = sorted(set(case_ids))
    which = Q(pk__in=wanted) | Q(lead__in=wanted) if followers else Q(pk__in=wanted)
    rows = Case.objects.select_for_update(of=("self",), skip_locked=can_skip).filter(which).order_by("pk")
    rows = rows.annotate(**_told_with_it()).select_related("key")
    # Kind and process are the same for most: many cases read each of them once, few with the row. Of a process that was
    # parsed before the definition, which is large, is not read again.
    if len(wanted) > FEW:
        without = Version.objects.defer("definition")
        rows = rows.prefetch_related("kind", Prefetch("process_version", without))
    else:
        rows = rows.select_related("kind", "process_version").defer("process_version__definition")
    cases = list(rows)
    states = {case.pk: State(case, case.kind) for case in cases}
    works = {}
    for work in Work.objects.filter(case_id__in=states).order_by("pk"):
        states[work.case_id].works.append(work)
        works[work.pk] = work
    for deadline in Deadline.objects.filter(case_id__in=states, done__isnull=True).order_by("due", "pk"):
        deadline.work = works[deadline.work_id]
        states[deadline.case_id].deadlines.append(deadline)
    note_read((*cases, *works.values()))
    for party in parties_of(cases):
        states[party.case_id].parties.append(party)
    _note_bent(states)
    return list(states.values())


def _note_bent(states: Mapping[int, State]) -> None:
    """What the last entry of each says of it is told with the lock; where an act came between, it is read once more."""
    meanwhile = {pk for pk, state in states.items() if _event_of(state.case.last_said) != state.case.events_count}
    again = last_said(meanwhile) if meanwhile else {}
    for pk, state in states.items():
        said = again.get(pk, state.case.last_said) or {}
        if PROOF in said:
            counting = [each for each in state.deadlines if each.done is None]
            rows: dict[str, Sequence[Model]] = {
                CASE.name: [state.case],
                WORK.name: state.works,
                DONE_BY.name: [work for work in state.works if work.done_by is not None],
                DECISIONS.name: state.decisions,
                DEADLINE.name: counting,
            }
            state.bent = bent_of(state.case, rows, said[PROOF])


def _event_of(said: Mapping[str, Any] | None) -> int | None:
    return said.get("event") if said is not None else None


def _told_with_it() -> dict[str, Any]:
    """What the row says beside its columns: whether anybody watches the case, and what the trail said of it last."""
    last = AuditEntry.objects.filter(subject__in=ABOUT, subject_id=OuterRef("pk"), data__has_key="event")
    return {
        "is_watched": Exists(Watch.objects.filter(case=OuterRef("pk"))),
        "last_said": Subquery(last.order_by("-sequence").values("data")[:1]),
    }


def parties_of(cases: Iterable[Case]) -> list[Party]:
    """Whom some cases accuse; no query where none accuses anybody."""
    guarded = [case.pk for case in cases if case.guarded]
    return list(Party.objects.filter(case_id__in=guarded).order_by("pk")) if guarded else []


def lead_of(state: State) -> Work | None:
    """The open work of the first branch in the order of its split; of a case that is over, the last that led.

    None for a case at which nobody ever had to act.
    """
    return min(state.open_works, key=lambda work: rank(work.branch), default=None) or last_before(state, "")


def at_work(state: State) -> list[Work]:
    """What agencies now have to do on a case, that which leads first; nothing while it waits for its citizen's view, or
    is over."""
    return sorted((work for work in state.open_works if not work.waits), key=lambda work: rank(work.branch))


def undecided(state: State) -> list[Work]:
    """What is still to be done before the last word: what agencies have to do, and what waits for time alone."""
    return [work for work in state.open_works if not work.waits or state.waits_for_time(work)]


def goes_on_alone(state: State) -> bool:
    """Whether nobody has to act just now, as the case shows itself: it goes on by itself."""
    lead = lead_of(state) if state.open_works else None
    return lead is not None and state.waits_for_time(lead)


def last_before(state: State, branch: str) -> Work | None:
    """The finished work from which a token in ``branch`` came: the latest there or around it; behind a join, that of
    the branch which led."""
    own: Work | None = None
    inside: list[Work] = []
    for work in state.works:
        if work.done_at is None:
            continue
        if lies_within(branch, work.branch):
            own, inside = work, []
        elif lies_within(work.branch, branch):
            inside.append(work)
    if not inside:
        return own
    return min(reversed(inside), key=lambda work: rank(work.branch))


def show_lead(state: State, at: datetime) -> None:
    """Write the case's columns: those of the work that leads, or that the case is over once no work is open."""
    case, lead = state.case, lead_of(state)
    if lead is not None:
        case.level, case.referrals = lead.level, lead.referrals
        if case.agency_id != lead.agency_id:
            case.agency = lead.agency
    if lead is None or lead.done_at is not None:
        case.status, case.due, case.due_by_day, case.engine_process = CaseStatus.CLOSED, None, False, None
        case.closed_at = case.closed_at or at
        case.outcome = case.outcome or Outcome.NOTED
    else:
        case.status, case.due, case.due_by_day = status_of(state, lead), lead.due, lead.due_by_day
        case.closed_at = None


def status_of(state: State, work: Work) -> CaseStatus:
    """How a case stands by a piece of work: waiting while a question to the citizen rests it, else as its step says."""
    if state.held_back(work):
        return CaseStatus.TRIAGE
    return CaseStatus.WAITING if work.paused_at is not None else CaseStatus(state.rests_at(work).status)
