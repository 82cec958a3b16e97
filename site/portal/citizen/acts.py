"""What a citizen can do to an open case: the forms, by the name of the act, and the action each becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.fields import knows_none
from permissions.now import now
from portal.case_shown.outcomes import thanks_for
from workflows.cases.actions import (
    Accept,
    Action,
    AddInformation,
    AnswerQuestion,
    KeepAfterAll,
    NotDone,
    NotThisBody,
    Object,
    Rate,
    Reopen,
    Withdraw,
)
from workflows.cases.actions.citizen import (
    is_last_word,
    may_rate,
    open_again_by,
    triage_of,
    was_sent_by_a_rule,
    way_back_to_work,
    way_to_object,
)
from workflows.cases.actions.erasing import wished_by_citizen
from workflows.cases.actions.spam import object_by
from workflows.cases.models import Case, CaseStatus, Solved
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.submission import StoredFile

LONGEST = 4_000
"""Characters, as in the forms that open a case."""

Files = tuple[StoredFile, ...]


class ActForm(forms.Form):
    """What one act asks. ``has_files``: files came with it, which is enough where ``file_is_enough``."""

    file_is_enough: ClassVar[bool] = False

    def __init__(self, *args: Any, has_files: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_files and self.file_is_enough:
            self.fields["text"].required = False


class AddForm(ActForm):
    """A text, files, or both."""

    file_is_enough = True
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write something, or attach a file."),
            "max_length": _("The text is too long: at most 4,000 characters."),
        },
    )


class AnswerForm(AddForm):
    """``work`` names the piece of work that asked, by its place among all that the case had."""

    work = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=AddForm.base_fields["text"].error_messages,
    )


class ReasonForm(ActForm):
    """Why they object: whoever decides anew reads it, and needs words."""

    text = forms.CharField(
        label=_("Why do you object?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write why you object."),
            "max_length": _("The text is too long: at most 4,000 characters."),
        },
    )


class NotDoneForm(ActForm):
    """What is still missing: whoever is to do it needs words."""

    text = forms.CharField(
        label=_("What was promised and not done?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what was promised and not done."),
            "max_length": _("The text is too long: at most 4,000 characters."),
        },
    )


class ObjectForm(ActForm):
    """Why it is a real request: the citizen's word is enough, and whoever works it then reads it."""

    text = forms.CharField(
        label=_("What do you ask for, and of which agency?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write in a few words what you ask for."),
            "max_length": _("The text is too long: at most 4,000 characters."),
        },
    )


class NothingForm(ActForm):
    """A button alone."""


class NotHereForm(ActForm):
    """Which body they think of instead, by its code, where they think of one."""

    perhaps = forms.CharField(label=_("Which agency does it concern, do you think?"), max_length=50, required=False)
    perhaps_typed = forms.CharField(max_length=200, required=False)
    """The beginning of a name that a script's search did not lead to an agency: asked about instead of dropped."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not knows_none(given.get("perhaps_typed", "")) and not given.get("perhaps"):
            self.add_error("perhaps", _("Choose an agency from the list."))
        return given


class RateForm(ActForm):
    """Two questions, of which one may be left, and room for words. What was said before stands there again."""

    stars = forms.TypedChoiceField(
        label=_("How was the service?"),
        choices=[(number, str(number)) for number in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a step from 1 to 5."), "invalid_choice": _("Choose a step from 1 to 5.")},
    )
    solved = forms.TypedChoiceField(
        label=_("Did you get what you needed?"),
        choices=Solved.choices,
        coerce=Solved,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Do you want to say more?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("The text is too long: at most 4,000 characters.")},
    )


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a citizen can do: its form, when it is offered, and the action that a filled-in form becomes."""

    form: type[ActForm]
    offered: Callable[[State], bool]
    action: Callable[[Mapping[str, Any], Files], Action]
    done: Callable[[Case], str | Promise]
    """What is said once it is done; of the case as it stood before."""
    takes_files: bool = False


class NoSuchWork(Exception):
    """The place of a piece of work that the case never had."""


def with_work(given: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """What was filled in; a piece of work that it names by its place, by its id. Raises ``NoSuchWork``."""
    place = given.get("work")
    if place is None:
        return dict(given)
    ids = list(case.works.order_by("pk").values_list("pk", flat=True))
    if place > len(ids):
        raise NoSuchWork
    return {**given, "work_id": ids[place - 1]}


def offered(state: State) -> dict[str, Act]:
    """What its citizen can do now, by name; nothing once it was erased."""
    return {} if state.case.erased_at is not None else {name: act for name, act in ACTS.items() if act.offered(state)}


def _closed(state: State) -> bool:
    return state.case.status == CaseStatus.CLOSED


def _asked(state: State) -> bool:
    return any(work.question_open for work in state.open_works)


def _in_time(state: State) -> bool:
    return _awaits_a_view(state) or open_again_by(state, now()) is not None


def _awaits_a_view(state: State) -> bool:
    return state.asks_its_citizen


def _is_over(state: State) -> bool:
    return is_last_word(state, Rules(at=now()))


ACTS: dict[str, Act] = {
    "answer": Act(
        AnswerForm,
        _asked,
        lambda given, files: AnswerQuestion(text=given["text"], files=files, work_id=given.get("work_id")),
        lambda case: _("Your answer has arrived, and work on your request continues."),
        takes_files=True,
    ),
    "accept": Act(
        NothingForm,
        _awaits_a_view,
        lambda given, files: Accept(),
        lambda case: thanks_for(case.kind.code, case.outcome),
    ),
    "reopen": Act(
        ReasonForm,
        lambda state: way_to_object(state) is not None and _in_time(state) and not _is_over(state),
        lambda given, files: Reopen(reason=given["text"], files=files),
        lambda case: _("Your objection has arrived. Below you can see who decides on it, and by when."),
        takes_files=True,
    ),
    "again": Act(
        NotDoneForm,
        lambda state: way_back_to_work(state) is not None and _in_time(state),
        lambda given, files: NotDone(reason=given["text"], files=files),
        lambda case: _("It has gone back to be carried out, with a new date, and the level above has been notified."),
        takes_files=True,
    ),
    "object": Act(
        ObjectForm,
        lambda state: object_by(state, now()) is not None,
        lambda given, files: Object(reason=given["text"]),
        lambda case: _("Thank you. Your request is on its way to its agency."),
    ),
    "rate": Act(
        RateForm,
        lambda state: may_rate(state, now()),
        lambda given, files: Rate(stars=given["stars"], solved=given["solved"], comment=given["text"]),
        lambda case: _("Thank you for your rating."),
    ),
    "add": Act(
        AddForm,
        lambda state: not _closed(state),
        lambda given, files: AddInformation(text=given["text"], files=files),
        lambda case: _("Your addition has arrived."),
        takes_files=True,
    ),
    "not-here": Act(
        NotHereForm,
        lambda state: was_sent_by_a_rule(state) and triage_of(state.process) is not None,
        lambda given, files: NotThisBody(perhaps=given["perhaps"]),
        lambda case: _("The complaints unit is now looking for the right agency for your request."),
    ),
    "withdraw": Act(
        NothingForm,
        lambda state: state.case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED),
        lambda given, files: Withdraw(),
        lambda case: _("You’ve withdrawn your request. It’s now closed."),
    ),
    "keep": Act(
        NothingForm,
        lambda state: _closed(state) and wished_by_citizen(state.case) is not None,
        lambda given, files: KeepAfterAll(),
        lambda case: _("Your request will be kept until its retention period ends."),
    ),
}
