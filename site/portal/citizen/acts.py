"""What a citizen can do to an open case: the forms, by the name of the act, and the action each becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cases.actions import (
    Accept,
    Action,
    AddInformation,
    AnswerQuestion,
    NotThisBody,
    Rate,
    Reopen,
    Withdraw,
)
from workflows.cases.deciding.citizen import triage_of, was_sent_by_a_rule
from workflows.cases.models import CaseStatus, Outcome
from workflows.cases.state import State
from workflows.cases.steps import process_of
from workflows.cases.submission import StoredFile

LONGEST = 4_000
"""Characters, as in the forms that open a case."""

Files = tuple[StoredFile, ...]


class TextForm(forms.Form):
    """A text that is needed."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("The text is too long: at most 4,000 characters."),
        },
    )


class AnswerForm(TextForm):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=TextForm.base_fields["text"].error_messages,
    )


class ReasonForm(TextForm):
    text = forms.CharField(
        label=_("What is not settled?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=TextForm.base_fields["text"].error_messages,
    )


class NothingForm(forms.Form):
    """A button alone."""


class RateForm(forms.Form):
    """One to five steps."""

    stars = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=[(number, str(number)) for number in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a step from 1 to 5."), "invalid_choice": _("Choose a step from 1 to 5.")},
    )


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a citizen can do: its form, when it is offered, and the action that a filled-in form becomes."""

    form: type[forms.Form]
    offered: Callable[[State], bool]
    action: Callable[[Mapping[str, Any], Files], Action]
    done: str | Promise
    takes_files: bool = False


def _closed(state: State) -> bool:
    return state.case.status == CaseStatus.CLOSED


def _asked(state: State) -> bool:
    return any(work.question_open for work in state.open_works)


def _awaits_a_view(state: State) -> bool:
    return any(work.waits for work in state.open_works)


def _answered_and_unrated(state: State) -> bool:
    case = state.case
    answered = case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED) and case.outcome != Outcome.WITHDRAWN
    return answered and case.rating is None


ACTS: dict[str, Act] = {
    "answer": Act(
        AnswerForm,
        _asked,
        lambda given, files: AnswerQuestion(text=given["text"], files=files),
        _("Your answer has arrived. The count goes on."),
        takes_files=True,
    ),
    "accept": Act(
        NothingForm, _awaits_a_view, lambda given, files: Accept(), _("Thank you. The request is closed as settled.")
    ),
    "reopen": Act(
        ReasonForm,
        lambda state: _awaits_a_view(state) or (_closed(state) and state.case.outcome != Outcome.WITHDRAWN),
        lambda given, files: Reopen(reason=given["text"]),
        _("Your request is open again, with a new date."),
    ),
    "rate": Act(
        RateForm,
        _answered_and_unrated,
        lambda given, files: Rate(stars=given["stars"]),
        _("Thank you for your rating."),
    ),
    "add": Act(
        TextForm,
        lambda state: not _closed(state),
        lambda given, files: AddInformation(text=given["text"], files=files),
        _("Your addition has arrived."),
        takes_files=True,
    ),
    "not-here": Act(
        NothingForm,
        lambda state: was_sent_by_a_rule(state) and triage_of(process_of(state)) is not None,
        lambda given, files: NotThisBody(),
        _("The complaints unit now finds the right agency for your request."),
    ),
    "withdraw": Act(
        NothingForm,
        lambda state: not _closed(state),
        lambda given, files: Withdraw(),
        _("You have taken your request back. It is closed."),
    ),
}
