"""What an agency says after its answer has gone out: something more, or that a part of it was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.actions.citizen import open_again_by
from workflows.cases.change import Change, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Case, CaseEvent, CaseLink, CaseStatus, MessageKind
from workflows.cases.models.link import Relation
from workflows.cases.redacted import LayWith, going_out
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.submission import StoredFile

__all__ = ["AddToAnswer", "CorrectAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToAnswer(Action):
    """One more letter to the citizen after the answer, which stays as it is. It touches no count and no date.

    Of the agency that answered, as long as the citizen can object. What was answered with the case gets it, too.
    ``copies``: redacted copies (ids) that go with it.
    """

    verb, right, about, to_citizen = EventVerb.ANSWER_ADDED, WORK_CASE, "case", True
    text: str
    files: tuple[StoredFile, ...] = ()
    copies: tuple[int, ...] = ()

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Nobody adds to the answer of another agency."""
        answer = standing_answer(state.case)
        if answer is None or actor.user_id is None:
            return answer is None  # then it is told what is the matter
        return can(actor, WORK_CASE, LayWith(state, frozenset({answer.body.pk})), held=held(actor.user_id))

    def along(self, case_id: int) -> Mapping[int, Action]:
        """Those that got the same answer, since they were merged with the case; never the files of its citizen."""
        return {pk: replace(self, copies=()) for pk in _answered_with(case_id)}

    def decide(self, change: Change, rules: Rules) -> None:
        answer = standing_answer(change.case)
        if answer is None or not can_be_amended(change.state, change.at):
            raise NotPossible(_("Nothing can be added to the answer any more."))
        change.body_id, change.step, change.post_id = answer.body.pk, answer.step, answer.post_id
        self.write(change)
        change.files = (*self.files, *going_out(change.case, self.copies))
        change.data["of"] = answer.number
        change.tell_citizen(str(change.verb))

    def write(self, change: Change) -> None:
        change.say(MessageKind.ADDENDUM, required(self.text), public=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAnswer(AddToAnswer):
    """The same where a part of the answer (``wrong``) does not hold: ``text`` is what holds instead."""

    verb = EventVerb.ANSWER_CORRECTED
    wrong: str

    def write(self, change: Change) -> None:
        change.say(MessageKind.CORRECTED, required(self.wrong), public=True)
        change.say(MessageKind.CORRECTION, required(self.text), public=True)


def standing_answer(case: Case) -> CaseEvent | None:
    """The last answer that was given, unless the citizen has sent it back since."""
    turns = (EventVerb.DECIDED, EventVerb.REOPENED, EventVerb.NOT_DONE, EventVerb.APPEALED)
    last = CaseEvent.objects.filter(case=case, verb__in=turns).select_related("agency").order_by("-number").first()
    return last if last is not None and last.verb == EventVerb.DECIDED else None


def can_be_amended(state: State, at: datetime) -> bool:
    """Whether its citizen can still say that the answer is not enough: until then it is not closed for good."""
    if state.case.status == CaseStatus.CLOSED:
        return open_again_by(state, at) is not None
    return bool(state.case.status == CaseStatus.ANSWERED)


def _answered_with(case_id: int) -> Iterator[int]:
    """The cases (ids) that were merged with one when it was answered, and of which nobody has said anything since."""
    merged = CaseLink.objects.filter(other=case_id, relation=Relation.MERGED).select_related("case")
    for case in (link.case for link in merged):
        answer = standing_answer(case) if case.lead_id is None and case.status == CaseStatus.ANSWERED else None
        if answer is not None and answer.data.get("with") == case_id:
            yield case.pk
