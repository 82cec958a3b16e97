"""A draft filled in as a citizen would: real checks and conditions, and what would be sent, with nothing filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.http import QueryDict

from content.forms.danger_asked import danger_in_form
from content.forms.fields import public_bodies
from content.forms.filing import submission_of
from content.forms.form import FilingForm, FormSchema, build_form
from content.forms.round import Round
from content.forms.serving import asked_now, how_taken, new_token, promises_of
from content.forms.standing import Written, begin
from content.forms.uploads import Attachments
from permissions.actors import Actor
from permissions.now import now
from workflows.cases.errors import NotPossible
from workflows.cases.models import Channel
from workflows.cases.opening import CaseNames, decide_opening
from workflows.cases.rules import Rules
from workflows.cases.submission import GivenAnswer
from workflows.cases.why_here import to_staff, why_here
from workflows.questions.types import WITH_FILES


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """What would be sent. ``answers``: the facts that routing and processes read, by their keys. ``agency``: where it
    would go, with the reason (``why``); ``held``: the complaints unit would look first. ``danger``: what the sender
    would be asked before. ``problem``: why it would not be taken.
    """

    kind: str
    written: Sequence[Written]
    answers: Sequence[GivenAnswer]
    agency: str = ""
    why: str = ""
    held: bool = False
    danger: str = ""
    problem: str = ""


def _without_files(schema: FormSchema) -> FormSchema:
    """No file is taken in a trial, so none is missing: what was sent would lie there without a request."""
    questions = (
        replace(question, required=False, required_if=None) if question.kind in WITH_FILES else question
        for question in schema.questions
    )
    return replace(schema, questions=tuple(questions))


def trial_round(page: Any, posted: QueryDict | None) -> Round:
    """The draft ``page`` as it is shown: empty, or with what was ``posted``, checked."""
    sealed, _taken, has_tree = how_taken(page.kind)
    schema = _without_files(asked_now(page.schema, has_tree=has_tree))
    token = new_token(page.kind, promises_of(schema, sealed=sealed))
    form = build_form(schema, sealed=sealed)(posted, bodies=public_bodies(schema.language))
    if posted is None:
        return Round(form, token, Attachments(), sealed=sealed, standing=begin(form))
    form.full_clean()
    this = Round(form, token, Attachments(), sealed=sealed)
    this.step_on(posted)
    return this


def trial_outcome(this: Round) -> TrialOutcome:
    """What becomes of a form that would be sent: decided by the rules in force as of a request that is filed now, in a
    transaction that is rolled back."""
    form: FilingForm = this.form
    submission = submission_of(form, ())
    danger = danger_in_form(form)
    told = TrialOutcome(form.schema.kind, this.written, submission.answers, danger=danger.sentence if danger else "")
    try:
        with transaction.atomic():
            rules = Rules(at=now())
            names = CaseNames("trial", this.token.key, "")
            change = decide_opening(submission, names, channel=Channel.WEB, actor=Actor.citizen(), rules=rules)
            case = change.state.case
            why = to_staff(why_here(case, change.data))
            told = replace(told, kind=str(case.kind), agency=str(case.agency), why=why, held=case.held)
            transaction.set_rollback(True)
    except NotPossible as error:
        return replace(told, problem=str(error.message))
    return told
