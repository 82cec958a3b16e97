"""What an officer fills in after an answer has gone out, and for colleagues beside what the citizen wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.now import now
from permissions.writing import written_moment
from portal.desk.copies import SendsCopies, sendable
from portal.desk.forms import EMPTY, ActForm, text_field
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.actions.amending import can_be_amended
from workflows.cases.actions.summarising import LONGEST_SUBJECT
from workflows.cases.models import CaseStatus, File, Message, MessageKind
from workflows.cases.state import State
from workflows.cases.translated import texts_of_citizen


class AddToAnswerForm(SendsCopies, ActForm):
    act, icon = "add-to-answer", "reply"
    title, button = _("Add to the answer"), _("Send the addition")
    hint = _("The answer stays as it is. No date changes: the citizen can object as long as before.")
    done = _("The addition is on the citizen’s page, below the answer.")
    takes_files = True
    work = None  # type: ignore[assignment]  # the case as a whole is meant: nobody has it as work any more
    text = text_field(_("The addition as the citizen reads it"))
    field_order: Sequence[str] = ("text", "copies")

    def __init__(self, *args: Any, copies: Sequence[File], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_copies(copies)

    def action(self) -> Action:
        return actions.AddToAnswer(text=self.cleaned_data["text"], files=self.sent_files, copies=self.chosen_copies)


class CorrectAnswerForm(AddToAnswerForm):
    act, icon = "correct-answer", "pen"
    title, button = _("Correct the answer"), _("Send the correction")
    hint = _(
        "The answer stays on the citizen’s page, with a note that a part of it was corrected. No date changes: the "
        "citizen can object as long as before."
    )
    done = _("The correction is on the citizen’s page, below the answer.")
    wrong = text_field(_("What in the answer no longer holds"), _("In the words of the answer, as far as you can."))
    text = text_field(_("What holds instead, as the citizen reads it"))
    field_order = ("wrong", "text", "copies")

    def action(self) -> Action:
        return actions.CorrectAnswer(
            wrong=self.cleaned_data["wrong"],
            text=self.cleaned_data["text"],
            files=self.sent_files,
            copies=self.chosen_copies,
        )


class TranslateForm(ActForm):
    """``texts``: what the citizen wrote, by the number of its event."""

    act, icon = "translate", "inquiry"
    title, button = _("Translate what the citizen wrote"), _("Save the translation")
    hint = _(
        "Colleagues read it beside the text itself, the citizen does not. A newer translation of the same text stands "
        "in its place; the diary keeps both."
    )
    done = _("The translation stands beside the text.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    of = forms.TypedChoiceField(label=_("Of what"), coerce=int)
    text = text_field(_("The translation"))

    def __init__(self, *args: Any, texts: Sequence[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedChoiceField", self.fields["of"])
        field.choices = list({each.event_number: _called(each) for each in texts}.items())
        if len(field.choices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = texts[0].event_number

    def action(self) -> Action:
        return actions.Translate(of=self.cleaned_data["of"], text=self.cleaned_data["text"])


class SummariseForm(ActForm):
    """``lacks_subject``: the citizen wrote none. ``subject``: what an officer wrote there before."""

    act, icon = "summarise", "voice"
    title, button = _("Summarise the recording"), _("Save the summary")
    hint = _(
        "Listen to all of it. The citizen reads the subject and summary as your words, and can correct "
        "them in a message. A newer summary replaces this one; the diary keeps both."
    )
    done = _("The summary is on the citizen’s page, as the agency’s words.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    subject = forms.CharField(
        label=_("Subject in one line"),
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=EMPTY,
    )
    text = text_field(_("What the citizen says"), _("In a few sentences: what, where, when, and what they ask for."))

    def __init__(self, *args: Any, lacks_subject: bool, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lacks_subject:
            self.fields["subject"].initial = subject
        else:
            del self.fields["subject"]

    def action(self) -> Action:
        return actions.Summarise(subject=self.cleaned_data.get("subject", ""), text=self.cleaned_data["text"])


def _called(text: Message) -> str:
    if text.event_number == 1:
        return _now("What was filed")
    return _now("What the citizen wrote on %(when)s") % {"when": written_moment(text.at)}


Options = Mapping[type[ActForm], Callable[[], dict[str, Any]]]


def after_the_answer(state: State, actor: Actor, held: Held) -> Options:
    """Adding to the answer and correcting it: for the agency that gave it, while its citizen can object."""
    if state.case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED) or not can_be_amended(state, now()):
        return {}
    act = actions.AddToAnswer(text="-")
    if not act.is_open_to(actor, state, lambda _user: held) or not act.may_also(actor, state, lambda _user: held):
        return {}
    return {each: lambda: {"copies": sendable(state)} for each in (AddToAnswerForm, CorrectAnswerForm)}


def listening(state: State) -> Options:
    """Of a case that came as a recording: what it says can be written down."""
    case = state.case
    return {SummariseForm: lambda: {"lacks_subject": actions.lacks_subject(case), "subject": case.subject}}


def translating(state: State) -> Options:
    """Of whatever the citizen wrote; nothing where they wrote nothing. The statement among it is not read again."""
    texts = texts_of_citizen(state.case)
    if state.said is None:
        state.said = next((each.text for each in texts if each.kind == MessageKind.STATEMENT), None)
    return {TranslateForm: lambda: {"texts": texts}} if texts else {}
