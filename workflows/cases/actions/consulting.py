"""Asking another agency inside a case: the question, the statement, and what the clock does while none comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from workflows.cases import consulting
from workflows.cases.actions.action import Action, Rights
from workflows.cases.actions.clock import due_deadline
from workflows.cases.change import Change, checked, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.identity import is_hidden
from workflows.cases.models import Consultation, ConsultationResult, MessageKind, Track, Work
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.submission import StoredFile
from workflows.deadlines.models import DeadlineKind

__all__ = ["AnswerConsultation", "Consult", "EscalateConsultation", "WithdrawConsultation"]

MOST_OPEN: Final = 5
"""Agencies that one case asks at a time."""
LONGEST: Final = 60
"""Working days that may be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(Action):
    """Ask an agency (its code) for a statement; the case stays where it is, and its own count goes on.

    ``days``: working days it is given; None: as many as the ladder of the work gives until its first level. What of the
    citizen's it reads beside the question is said by the other two.
    """

    verb, right = EventVerb.CONSULTED, WORK_CASE
    agency: str
    text: str
    days: int | None = None
    shares_text: bool = False
    shares_files: bool = False

    def decide(self, change: Change, rules: Rules) -> None:
        state = change.state
        work = state.work(self.work_id)
        agency = _askable(state, self.agency, rules)
        if self.days is not None and not 1 <= self.days <= LONGEST:
            raise NotPossible(_("Give it between 1 and 60 working days."))
        if is_hidden(state.case) and (self.shares_text or self.shares_files):
            raise NotPossible(
                _("What the citizen wrote may tell who they are. Of this request only your question can be shared.")
            )
        change.act_on(work)
        change.post_id = work.post_id
        change.say(MessageKind.CONSULTING, required(self.text), public=False)
        asked = _new(change, work, agency, self)
        consulting.consultations_of(state).append(asked)
        consulting.begin(change, asked, rules)
        shares = [name for name in ("text", "files") if getattr(self, f"shares_{name}")]
        change.data.update(
            consulting.told_of(asked) | {"days": self.days, "shares": shares, "due": asked.due.isoformat()}
        )
        change.data["by_day"] = asked.due_by_day
        consulting.tell_asked(change, "consulted", asked, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerConsultation(Action):
    """The agency that was asked gives its statement, or says that it is not theirs to say. Nobody does it for them."""

    verb, right, about = EventVerb.CONSULT_ANSWERED, WORK_CASE, "case"
    number: int
    text: str
    not_ours: bool = False
    files: tuple[StoredFile, ...] = ()

    def is_open_to(self, actor: Actor, state: State, held: Rights) -> bool:
        return consulting.is_asked(actor, state, held, self.number)

    def decide(self, change: Change, rules: Rules) -> None:
        asked = consulting.open_numbered(change.state, self.number)
        change.act_on_the_whole()
        change.say(MessageKind.ADVICE, required(self.text), public=False)
        change.files = tuple(replace(file, public=False) for file in self.files)
        asked.answered_in = change.case.events_count + 1
        result = ConsultationResult.NOT_OURS if self.not_ours else ConsultationResult.ANSWERED
        if self.not_ours:
            change.verb = EventVerb.CONSULT_DECLINED
        consulting.end(change, asked, result)
        change.data.update(consulting.told_of(asked))
        consulting.tell_askers(change, "consult_answered", asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsultation(Action):
    """Whoever works the case needs the statement no longer; why, where they say it, the agency that was asked reads."""

    verb, right, about = EventVerb.CONSULT_WITHDRAWN, WORK_CASE, "case"
    number: int
    reason: str = ""

    def decide(self, change: Change, rules: Rules) -> None:
        asked = consulting.open_numbered(change.state, self.number)
        change.act_on_the_whole()
        change.say(MessageKind.REASON, checked(self.reason), public=False)
        asked.answered_in = change.case.events_count + 1
        consulting.end(change, asked, ConsultationResult.WITHDRAWN)
        change.data.update(consulting.told_of(asked))
        consulting.tell_asked(change, "not_asked_any_more", asked, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateConsultation(Action):
    """Nobody has answered in time: up one level of the agency that is asked; above the top the complaints unit is told.

    The next level counts from this moment, as on every ladder. An agency that has closed is asked no more.
    """

    verb, by_clock = EventVerb.CONSULT_ESCALATED, True
    deadline_id: int | None

    def decide(self, change: Change, rules: Rules) -> None:
        deadline = due_deadline(change, self.deadline_id, DeadlineKind.CONSULT)
        asked = consulting.open_numbered(change.state, deadline.data["consultation"])
        change.act_on_the_whole()
        change.data.update(consulting.told_of(asked))
        if not rules.agency(asked.agency_id).active:
            change.verb = EventVerb.CONSULT_WITHDRAWN
            consulting.end(change, asked, ConsultationResult.WITHDRAWN)
            consulting.tell_askers(change, "consult_over", asked)
            return
        deadline.done = change.at
        change.set(deadline)
        reminds = consulting.coming_next(asked, rules)[0].kind == "remind"
        change.data.update({"from_level": asked.level, "to_level": deadline.level, "reckoned_by": deadline.data})
        asked.level = deadline.level
        consulting.begin(change, asked, rules)
        if reminds:
            unit = destination_of(change.state, rules.unit(change.state.track).pk, 0, rules)
            change.data["told"] = unit.agency_id
            change.tell_staff("consult_late", [unit.seat.user_id], next(iter(change.state.open_works), None))
        else:
            consulting.tell_asked(change, "consult_escalated", asked, rules)


def _askable(state: State, code: str, rules: Rules) -> Agency:
    if state.track == Track.SENSITIVE:
        raise NotPossible(_("A sensitive request is never shown to another agency."))
    agency = rules.agency_by_code(code)
    if agency is None or agency.role == AgencyRole.SENSITIVE_UNIT:
        raise NotPossible(_("There is no agency of this name that takes requests. Choose one from the list."))
    if agency.pk in {work.agency_id for work in state.open_works}:
        raise NotPossible(_("This agency works on the request already. Choose another."))
    if rules.is_shut(agency.pk, state.parties):
        raise NotPossible(_("The request is about someone of this agency, so nobody there may see it. Choose another."))
    waiting = consulting.open_ones(state)
    if any(each.agency_id == agency.pk for each in waiting):
        raise NotPossible(_("This agency has been asked already, and has not answered yet."))
    if len(waiting) >= MOST_OPEN:
        raise NotPossible(_("Five agencies have been asked already. Wait for an answer, or withdraw a question."))
    return agency


def _new(change: Change, work: Work, agency: Agency, action: Consult) -> Consultation:
    known = consulting.consultations_of(change.state)
    return Consultation(
        case=change.case,
        number=max((each.number for each in known), default=0) + 1,
        work=work,
        asker_id=work.agency_id,
        agency=agency,
        asked_in=change.case.events_count + 1,
        shares_text=action.shares_text,
        shares_files=action.shares_files,
        days=action.days,
        ladder=work.ladder or change.state.kind.ladder,
        asked_at=change.at,
    )
