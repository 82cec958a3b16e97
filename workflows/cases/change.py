"""A decided change: everything one act does to a case, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from permissions.access.models import NamedAccess, Party
from permissions.actors import Actor
from permissions.agencies.decide import Seat
from permissions.writing import local, written_day
from workflows.calendars.calendar import Calendar
from workflows.cases.errors import NotPossible
from workflows.cases.events import Audience, EventVerb, letters_of
from workflows.cases.models import (
    Case,
    CaseLink,
    Consultation,
    ErasureRequest,
    IdentityRequest,
    LegalHold,
    MessageKind,
    QualityCheck,
    RatedTheme,
    Work,
)
from workflows.cases.state import State, at_work, lead_of, show_lead
from workflows.cases.submission import StoredFile, Submission
from workflows.deadlines.models import COUNTS, Deadline, DeadlineKind
from workflows.figures.row import CITIZEN, INSIDE, MISSED, Promises, missed_by
from workflows.outbox.models import ServiceCall
from workflows.processes.definition import Automatic, Retry
from workflows.processes.letters import is_own

PROMISED = "promised"
"""Where the data of a count that rests with another case have the date that its citizen's page showed before."""
LONGEST_TEXT = 10_000
"""Characters of one message."""


def refuse_erased(case: Case) -> None:
    """Raises ``NotPossible`` where nothing is left on which anybody could act."""
    if case.erased_at is not None:
        day = written_day(local(case.erased_at).date())
        raise NotPossible(_("It was erased on %(day)s. Nothing can be done with it any more.") % {"day": day})


def refuse_while_proposed(state: State) -> None:
    """Raises ``NotPossible`` where it is not decided yet whether the case is sealed: nobody answers it before."""
    if state.proposal is not None:
        raise NotPossible(
            _("Treating this request as sensitive is only a proposal so far. Confirm it first, or send it back.")
        )


def required(text: str) -> str:
    """The text without blank ends. Raises ``NotPossible`` when it is empty or too long."""
    cleaned = checked(text)
    if not cleaned:
        raise NotPossible(_("Write something first."))
    return cleaned


def checked(text: str) -> str:
    """The text without blank ends, which may be empty. Raises ``NotPossible`` when it is too long."""
    cleaned = text.replace("\x00", "").strip()
    if len(cleaned) > LONGEST_TEXT:
        raise NotPossible(_("The text is too long: at most 10,000 characters."))
    return cleaned


@dataclass(frozen=True, slots=True)
class Words:
    """A text that comes with the act."""

    kind: MessageKind
    public: bool
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in for a field of the process; ``name`` and ``shown`` by language, ``type`` a ``FactType``."""

    key: str
    name: dict[str, str]
    value: str
    shown: dict[str, str]
    type: str
    work: Work


@dataclass(frozen=True, slots=True)
class Stood:
    """What a letter says of where a piece of work is: a letter that is late must not speak of what came later.

    ``beside``: the other agencies that work on the case at the same time. ``consultation``: the number of that which it
    speaks of; 0 for none.
    """

    agency_id: int
    level: int
    due: datetime | None
    due_by_day: bool
    beside: tuple[int, ...]
    consultation: int = 0


@dataclass(frozen=True, slots=True)
class Tell:
    """Someone who must be told, and which letter. ``user_id`` for staff; the citizen is the case's own.

    ``work``: the piece of work that it speaks of; None: the one that leads. ``usual``: of a letter that owners made,
    the topic in whose place it goes, empty where none would go without it. ``stood``: what it says where it
    speaks of no piece of work.
    """

    topic: str
    audience: Audience
    user_id: int | None = None
    work: Work | None = None
    usual: str = ""
    stood: Stood | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AskedFor:
    """An automatic act that the process asked for. ``work``: what waits for it; None: nothing does. ``retry``: how
    often it is tried, where an owner says so."""

    step: str
    service: str
    values: dict[str, str]
    work: Work | None
    retry: Retry | None = None

    @classmethod
    def at(cls, step: Automatic, work: Work | None) -> AskedFor:
        """What a step asks for."""
        return cls(step.key, step.action, dict(step.values), work, step.retry)


@dataclass(frozen=True, slots=True)
class After:
    """The case's columns as they stand after the act, for its event."""

    number: int
    agency_id: int
    status: str
    outcome: str
    level: int
    due: datetime | None


class PassedDate(NamedTuple):
    """A date that had passed, of a deadline, and to whom it was promised."""

    deadline: Deadline
    due: datetime
    to: tuple[str, ...]


def _date_of(deadline: Deadline) -> datetime | None:
    """By when it was promised; None where it is over, or a question pauses it."""
    if deadline.done is not None or deadline.due is not None:
        return deadline.due if deadline.done is None else None
    promised = deadline.data.get(PROMISED)
    return datetime.fromisoformat(promised) if promised else None


def _promised_to(state: State, deadline: Deadline) -> tuple[str, ...]:
    """The page shows the date of the work that leads. What comes after the overall limit only tells others of it."""
    if deadline.kind == DeadlineKind.LIMIT:
        return (CITIZEN,) if deadline.level == 1 else ()
    if deadline.kind not in COUNTS:
        return ()
    if deadline.due is None:
        return (CITIZEN,)  # nobody was to act on it
    return (CITIZEN, INSIDE) if deadline.work is lead_of(state) else (INSIDE,)


@dataclass(slots=True, eq=False)
class Change:
    """One act on one case. Becomes one event; ``works``, ``deadlines``, ``readers`` and ``identities`` are those to
    insert or update.

    ``accused`` are new parties, ``cleared`` those that are none any more. ``acted_on`` is a piece of work, None for
    an act on the whole, ``body_id`` the agency that had it then; ``went`` the first that it opened, or sent
    elsewhere; ``opened`` all that it opened; ``resumes`` that which new work takes up again as it was.
    ``asked_for``: automatic acts that are to be done after the commit, ``served`` those of before that are over.
    ``reached``: what of the ``Person`` is otherwise from now on, by column. ``withdrawn``: redacted copies (ids)
    that nobody is to read any more. ``hides``: the case is confidential or sealed from now on, ``shows``: it is
    not any more. ``leaves_sight``: whoever had it must not see it again, nor what they took away of it.
    ``summarised``: an officer wrote its subject or summary, by which it is found from now on.
    ``themes``: new ones of a rating, ``themes_gone``: those (ids) that are none any more. ``calendar``: the one that
    the data name as ``worked_by``. ``erased``: nothing that anybody wrote is kept of it any more. ``passed``: dates
    that had passed when the act came. ``missed_with``: those missed by the case that this one is answered with.
    """

    state: State
    actor: Actor
    at: datetime
    verb: EventVerb
    acted_on: Work | None = None
    body_id: int | None = None
    went: Work | None = None
    opened: list[Work] = field(default_factory=list)
    resumes: Work | None = None
    step: str = ""
    post_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    works: list[Work] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    files: tuple[StoredFile, ...] = ()
    withdrawn: list[int] = field(default_factory=list)
    filled: list[Filled] = field(default_factory=list)
    tells: list[Tell] = field(default_factory=list)
    accused: list[Party] = field(default_factory=list)
    cleared: list[Party] = field(default_factory=list)
    readers: list[NamedAccess] = field(default_factory=list)
    submission: Submission | None = None
    reached: dict[str, Any] = field(default_factory=dict)
    hides: bool = False
    shows: bool = False
    leaves_sight: bool = False
    summarised: bool = False
    identities: list[IdentityRequest] = field(default_factory=list)
    erasures: list[ErasureRequest] = field(default_factory=list)
    holds: list[LegalHold] = field(default_factory=list)
    erased: bool = False
    asked_for: list[AskedFor] = field(default_factory=list)
    served: list[ServiceCall] = field(default_factory=list)
    links: list[CaseLink] = field(default_factory=list)
    consultations: list[Consultation] = field(default_factory=list)
    checks: list[QualityCheck] = field(default_factory=list)
    themes: list[RatedTheme] = field(default_factory=list)
    themes_gone: list[int] = field(default_factory=list)
    unlinked: list[CaseLink] = field(default_factory=list)
    tagged: list[int] = field(default_factory=list)
    untagged: list[int] = field(default_factory=list)
    calendar: Calendar | None = None
    missed_with: list[str] = field(default_factory=list)
    letters: list[tuple[Tell, Stood]] = field(init=False)
    after: After = field(init=False)
    passed: list[PassedDate] = field(init=False)

    def __post_init__(self) -> None:
        # One that was counted already, and was paused since, is none.
        self.passed = [
            PassedDate(deadline, due, to)
            for deadline in self.state.deadlines
            if (due := _date_of(deadline)) is not None and due <= self.at
            if (to := _promised_to(self.state, deadline)) and MISSED not in deadline.data
        ]

    def seal(self) -> Change:
        """All is decided: the case shows it, the event is counted, and how it stands is kept: more may follow."""
        case = self.case
        self._note_missed()
        show_lead(self.state, self.at)
        lead = lead_of(self.state)
        if lead is not None and lead.done_at is None and lead.branch:
            # Side by side the post and the holder acted on need not be those that the case shows.
            self.data["lead"] = [lead.post_id, lead.holder_id]
        case.events_count += 1
        if not self.erased:  # or a night's erasures would stand above all that was closed yesterday
            case.changed_at = self.at
        if self.accused or self.cleared:
            # The diary tells since when somebody was shut out: reports count by it, not by the column of today.
            self.data["guarded"] = case.guarded
        # The event names the agency that leads; where another acted, or got something to do, that one stands beside.
        if self.body_id not in (None, case.agency_id):
            self.data["body"] = self.body_id
        if self.went is not None and self.went.agency_id != case.agency_id:
            self.data["went"] = self.went.agency_id
        also = dict.fromkeys(work.agency_id for work in self.opened)
        if len(also) > 1:
            self.data["also_went"] = list(also)[1:]
        if self.acted_on is not None and self.acted_on.branch:
            self.data["branch"] = self.acted_on.branch
        self.letters = [(tell, tell.stood or self._stood(tell.work)) for tell in self.tells]
        self.after = After(case.events_count, case.agency_id, case.status, case.outcome, case.level, case.due)
        return self

    def _note_missed(self) -> None:
        """What had passed, and runs on no more as it did, was missed, whatever an officer does about it afterwards."""
        case, dates = self.case, dict[str, list[str]]()
        for deadline, due, to in self.passed:
            if deadline.done is None and deadline.due == due:
                continue
            for whom in to:
                dates.setdefault(whom, []).append(due.isoformat())
            if deadline.done is None:
                deadline.data = {**deadline.data, MISSED: True}
                self.set(deadline)
        if others := [due for due in self.missed_with if due not in dates.get(CITIZEN, ())]:
            dates[CITIZEN] = [*dates.get(CITIZEN, ()), *others]
        by_clock = self.actor.kind == "clock"
        if dates or (by_clock and missed_by((self.verb, self.actor.kind, self.at, self.data))):
            # Also that nothing was missed: of an act of an earlier release what it did would say it.
            self.data[MISSED] = dates
        if dates:
            before = Promises(case.missed, case.missed_since, case.missed_inside, case.missed_inside_since)
            after = before.and_these(dates)
            case.missed, case.missed_since, case.missed_inside, case.missed_inside_since = after
        for work in self.state.open_works:
            if (work.missed, work.missed_inside) != (case.missed, case.missed_inside):
                work.missed, work.missed_inside = case.missed, case.missed_inside
                self.touch(work)

    def _stood(self, work: Work | None) -> Stood:
        case = self.case
        agency_id, level, due, by_day = case.agency_id, case.level, case.due, case.due_by_day
        if work is not None:
            agency_id, level, by_day = work.agency_id, work.level, work.due_by_day
            due = work.due if work.done_at is None else None
        stands = work or lead_of(self.state)
        if stands is not None and self.state.waits_for_time(stands):
            due = None  # the date by which it goes on is none by which anybody hears
        beside = dict.fromkeys(each.agency_id for each in at_work(self.state) if each.agency_id != agency_id)
        return Stood(agency_id, level, due, by_day, tuple(beside))

    @property
    def case(self) -> Case:
        return self.state.case

    def act_on(self, work: Work) -> None:
        """It is an act on this piece of work, as it stands now."""
        self.acted_on, self.body_id, self.step = work, work.agency_id, work.step

    def seat(self, work: Work, seat: Seat, *, topic: str = "arrived") -> None:
        """Someone gets the work, and is told. The diary names who holds what leads, and beside them the others."""
        work.post_id, work.holder_id = seat.post_id, seat.user_id
        if work is lead_of(self.state):
            self.post_id = seat.post_id
        self.noted(work)["holder"] = seat.user_id
        self.touch(work)
        self.tell_staff(topic, [seat.user_id], work)

    def noted(self, work: Work) -> dict[str, Any]:
        """Where the event's data tell what a piece of work came to; of one that does not lead under its branch."""
        if work is lead_of(self.state):
            return self.data
        beside: dict[str, Any] = self.data.setdefault("beside", {}).setdefault(work.branch, {})
        return beside

    def act_on_the_whole(self) -> None:
        """It is an act on the whole case; the diary says at which step that was."""
        lead = lead_of(self.state)
        self.step = lead.step if lead is not None and lead.done_at is None else ""

    def say(self, kind: MessageKind, text: str, *, public: bool) -> None:
        if text:
            self.words.append(Words(kind, public, text))

    def tell_citizen(self, topic: str, work: Work | None = None, *, instead: str = "") -> None:
        """``instead``: the letter that owners made for it, which goes in the place of the usual one (``topic``, which
        may be empty where there is none)."""
        if instead or topic:
            self._tell(Tell(instead or topic, "citizen", work=work, usual=topic if instead else ""))

    def tell_staff(
        self, topic: str, user_ids: Iterable[int | None], work: Work | None = None, *, stood: Stood | None = None
    ) -> None:
        """Tell each person once; whoever acts need not be told of their own act."""
        known = {tell.user_id for tell in self.tells if tell.topic == topic}
        for user_id in dict.fromkeys(user_ids):
            if user_id is not None and user_id not in known and user_id != self.actor.user_id:
                self._tell(Tell(topic, "staff", user_id, work, stood=stood))

    def _tell(self, tell: Tell) -> None:
        """The catalogue of events names every letter: none is asked for that nobody has written, but those of owners,
        of which each goes once to each."""
        usual = tell.usual if is_own(tell.topic) else tell.topic
        if usual and usual not in letters_of(self.verb, tell.audience):
            raise KeyError(f"{self.verb} tells {tell.audience} nothing of the topic {usual}")
        same = (tell.topic, tell.audience, tell.user_id)
        if not is_own(tell.topic) or all(same != (each.topic, each.audience, each.user_id) for each in self.tells):
            self.tells.append(tell)

    def touch(self, work: Work) -> None:
        # By identity: new rows have no id yet.
        if not any(work is known for known in self.works):
            self.works.append(work)

    def set(self, deadline: Deadline) -> None:
        """A new deadline, or one that changed."""
        if not any(deadline is known for known in self.deadlines):
            self.deadlines.append(deadline)
        if not any(deadline is known for known in self.state.deadlines):
            self.state.deadlines.append(deadline)
