"""What an officer fills in for each act, and the action of the door that it becomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.forms.uploads import Attachments, stored_files
from permissions.isolated import isolated_words
from permissions.people.models import User
from permissions.translated_text import joined, one_and_all
from portal.desk.copies import SendsCopies
from portal.desk.fields_asked import AskedField, AsksFields
from portal.desk.mentions import Called, Find, asks_for_names, problems_of
from portal.desk.refusing import REFER_INSTEAD, GivesGround
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.change import LONGEST_TEXT
from workflows.cases.errors import NotAllowed
from workflows.cases.grounds import ANOTHERS, Ground
from workflows.cases.models import CaseEvent, CaseStatus, File, Priority, Work
from workflows.cases.submission import StoredFile
from workflows.escalation.definition import Reply
from workflows.notifications.wording.placeholders import places

HOLDER = "holder"
"""Stands among the colleagues for giving work back to its holder."""
EMPTY = {"required": _("Write something first.")}
GONE = _("This cannot be chosen any more: the request has changed since you opened it. Choose from the list.")


class ActForm(forms.Form):
    """One act. ``done`` is what is said after it.

    ``asks``: what is asked once before it is done, of an act that weighs; ``question`` is that while it is asked.

    ``key``: by which it is opened, of the two that are done most.

    ``kept``: when what stands in it was typed and not sent, in words; "" where nothing was. ``ready``: the key of the
    ready answer that was inserted; "" without one. ``effects``: what the case is given with it, in words.

    ``work`` names one of ``works``, all that the case had, by its place among them. Ids are given out in turn over all
    cases: whoever reads the ordinary ones could count the sealed ones from the gaps.
    """

    act: ClassVar[str]
    title: str | Promise
    button: ClassVar[str | Promise]
    icon: ClassVar[str]
    hint: str | Promise = ""
    done: ClassVar[str | Promise]
    leaves: ClassVar[bool] = False
    takes_files: ClassVar[bool] = False
    asks: ClassVar[str | Promise] = ""
    question: str | Promise = ""
    attached: Attachments = Attachments()
    key: ClassVar[str] = ""
    kept: str = ""
    ready: str = ""
    effects: str = ""
    work = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, works: Sequence[Work], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{self.act}-%s"})
        self.works = works
        for field in self.fields.values():
            # What a page offers is what was possible when it was drawn: somebody else may have chosen it since.
            if field.error_messages.get("invalid_choice") is forms.ChoiceField.default_error_messages["invalid_choice"]:
                field.error_messages["invalid_choice"] = GONE
        if self.asks:
            # Not drawn as a field: the button that says yes sends it.
            self.fields["sure"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_more(cleaned)
        self._check_places(cleaned.get("text", ""))
        if self.asks and not self.errors and not cleaned.get("sure"):
            self.ask(self.asks)
        return cleaned

    def check_more(self, cleaned: Mapping[str, Any]) -> None:
        """What is asked of its fields together; nothing of most acts."""

    def _check_places(self, text: str) -> None:
        """Of a ready answer no place is sent that is still to be filled in."""
        left = next((name for name in places(text) if name), "") if self.data.get("ready") else ""
        if left:
            self.add_error("text", _now("Write what belongs in the place “%(name)s”, or take it out.") % {"name": left})

    def ask(self, question: str | Promise) -> None:
        """Nothing is done before this is answered with yes."""
        self.question = question
        self.add_error("sure", str(question))

    def action(self) -> Action:
        """The action of the door; only after the form was found valid."""
        raise NotImplementedError

    def note_taken(self) -> None:
        """Count whether what was offered by what was learned was chosen; nothing where nothing was."""

    def said(self, event: CaseEvent) -> str:
        """What is said after the act, which became ``event``."""
        return str(self.done)

    @property
    def work_id(self) -> int:
        """Raises ``NotAllowed`` for a place that the case does not have."""
        place = int(self.cleaned_data["work"])
        if place > len(self.works):
            raise NotAllowed
        return int(self.works[place - 1].pk)

    @property
    def sent_files(self) -> tuple[StoredFile, ...]:
        """What goes out with the act."""
        return stored_files(self.attached.uploads)


def text_field(label: Any, hint: Any = "") -> forms.CharField:
    """A text that must not be empty."""
    area = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST_TEXT, widget=area, error_messages=EMPTY)


REPLY_HINTS: Mapping[Reply, str | Promise] = {
    "always": _("The count starts again at this level."),
    "once": _("The count starts again at this level, this once: by the next reply it does not."),
    "never": _("The count goes on: a reply does not start it again. A decision, a question or a referral does count."),
}
"""By what the ladder says of the next reply."""


class ReplyForm(SendsCopies, ActForm):
    act, icon, key = "reply", "reply", "r"
    title, button = _("Reply without deciding"), _("Send the reply")
    done = _("The reply is on the citizen’s page. The count starts again at this level.")
    takes_files = True
    text = text_field(_("The reply as the citizen reads it"))
    field_order = ("work", "text", "copies")

    def __init__(self, *args: Any, counts: Reply | None, copies: Sequence[File] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_copies(copies)
        self.hint = REPLY_HINTS[counts] if counts is not None else ""

    def said(self, event: CaseEvent) -> str:
        return super().said(event) if event.data.get("counts") else _now("The reply is sent. The count goes on.")

    def action(self) -> Action:
        return actions.Reply(
            text=self.cleaned_data["text"], files=self.sent_files, copies=self.chosen_copies, work_id=self.work_id
        )


class DecideForm(AsksFields, GivesGround, SendsCopies, ActForm):
    act, icon, key = "decide", "tick", "d"
    title, button = _("Answer and decide"), pgettext_lazy("of an agency", "Send the answer")
    done = _("The answer is on the citizen’s page. The citizen can now accept it or say why not.")
    takes_files = True
    text = text_field(_("The answer as the citizen reads it"))
    outcome = forms.ChoiceField(label=_("Outcome"), error_messages={"required": _("Choose an outcome.")})

    field_order = ("work", "text", "outcome", "ground", "rule", "instead", "copies")

    def __init__(
        self,
        *args: Any,
        outcomes: Sequence[tuple[str, str]],
        grounds: Sequence[Ground] = (),
        refusing: Sequence[str] = (),
        fields: Sequence[AskedField] = (),
        copies: Sequence[File] = (),
        may_refer: bool = False,
        **kwargs: Any,
    ) -> None:
        """``may_refer``: the request can be sent to another agency in the place of being refused as another's."""
        super().__init__(*args, **kwargs)
        if may_refer:
            self.fields["sure"] = forms.BooleanField(required=False, widget=forms.HiddenInput)
        self.offer_copies(copies)
        self.offer_grounds(grounds, refusing, dict(outcomes))
        self.take(fields, dict(outcomes))
        named = list(outcomes)
        # Where there is one outcome alone, as for praise, nothing is to be chosen.
        cast("forms.ChoiceField", self.fields["outcome"]).choices = (
            named if len(named) == 1 else [("", _("Choose")), *named]
        )

    def check_more(self, cleaned: Mapping[str, Any]) -> None:
        super().check_more(cleaned)
        is_anothers = cleaned.get("outcome") in self.refusing and cleaned.get("ground") == ANOTHERS
        if is_anothers and "sure" in self.fields and not cleaned.get("sure"):
            self.ask(REFER_INSTEAD)
        else:
            self.check_ground(cleaned)

    def said(self, event: CaseEvent) -> str:
        """What comes next, as the process has it: only where it waits for the citizen can they accept it."""
        if event.status == CaseStatus.ANSWERED:
            return super().said(event)
        if event.status == CaseStatus.CLOSED:
            return _now("The answer is on the citizen’s page, and the request is closed.")
        return _now("The answer is on the citizen’s page. Work on the request goes on.")

    def action(self) -> Action:
        return actions.Decide(
            outcome=self.cleaned_data["outcome"],
            text=self.cleaned_data["text"],
            files=self.sent_files,
            copies=self.chosen_copies,
            fields=self.given(self.cleaned_data["outcome"]),
            refusal=self.refusal_by(self.cleaned_data["outcome"]),
            work_id=self.work_id,
        )


class ProceedForm(AsksFields, ActForm):
    """On to where the process leads, without an answer; ``counts_anew``: that is a step at which somebody acts.

    ``writes``: the outcomes (keys) by which the citizen reads the words; by the others colleagues alone do.
    ``own_words``: those that their owner gave words, which say what is done; the others are called by where they lead.
    """

    act, icon = "proceed", "forward"
    title: str | Promise = _("On to the next step")
    button = _("Continue")
    hint: str | Promise = _("Nothing is decided by this. The citizen reads your words.")
    done = _("The request is at its next step.")
    text = text_field(_("Your words as the citizen reads them"))
    outcome = forms.ChoiceField(label=_("Next step"), error_messages={"required": _("Choose a step.")})

    def __init__(
        self,
        *args: Any,
        steps: Sequence[tuple[str, str]],
        counts_anew: bool,
        writes: Collection[str],
        own_words: Collection[str] = (),
        fields: Sequence[AskedField] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.take(fields, dict(steps))
        self.writes = writes
        if counts_anew:
            self.hint = _("Nothing is decided yet. The citizen reads your words, and a new count begins.")
        if len(writes) < len(steps):
            self._words_for_colleagues([words for key, words in steps if key in writes])
        field = cast("forms.ChoiceField", self.fields["outcome"])
        field.choices = list(steps)
        field.initial = steps[0][0]
        if len(steps) == 1:
            field.widget = forms.HiddenInput()
            key, words = steps[0]
            self.title = words if key in own_words else _now("On to: %(step)s") % {"step": words}

    def _words_for_colleagues(self, written: Sequence[str]) -> None:
        """Not every way has the officer write to the citizen: by the others the words are no more than a note."""
        text = self.fields["text"]
        text.required = False
        if written:
            self.hint = _now("Nothing is decided by this.")
            text.label = _now("Your words")
            text.help_text = _now(
                "The citizen reads them if you choose: %(outcomes)s. Otherwise colleagues alone do."
            ) % {"outcomes": joined(written)}
        else:
            self.hint = _now("Nothing is decided by this, and the citizen is not written to.")
            text.label = _now("Words for whoever acts next")
            text.help_text = _now("The citizen does not read them.")

    def check_more(self, cleaned: Mapping[str, Any]) -> None:
        super().check_more(cleaned)
        if cleaned.get("outcome") in self.writes and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", EMPTY["required"])

    def said(self, event: CaseEvent) -> str:
        if event.status == CaseStatus.CLOSED:
            return _now("The request is closed.")
        return (
            super().said(event)
            if event.data["entered"]
            else _now("Your step is done. Others still work on the request.")
        )

    def action(self) -> Action:
        return actions.Proceed(
            outcome=self.cleaned_data["outcome"],
            text=self.cleaned_data["text"],
            fields=self.given(self.cleaned_data["outcome"]),
            work_id=self.work_id,
        )


class AskForm(ActForm):
    act, icon = "ask", "inquiry"
    title, button = _("Ask the citizen"), _("Send the question")
    hint = _("The count is paused until the answer comes.")
    done = _("The question is on the citizen’s page. The count is paused until the answer comes.")
    text = text_field(_("The question as the citizen reads it"))

    def action(self) -> Action:
        return actions.AskCitizen(text=self.cleaned_data["text"], work_id=self.work_id)


class NoteForm(ActForm):
    act, icon = "note", "pen"
    title, button = _("Internal note"), _("Save the note")
    hint = _("The citizen does not see it, and it does not stop the count.")
    done = _("The note is saved.")
    work = None  # type: ignore[assignment]  # the case is meant, also one that is answered or closed
    text = text_field(_("Note for colleagues"), _("Write @ and a user name or name to tell a colleague of it."))

    def __init__(self, *args: Any, find: Find | None = None, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find, self.called = find, Called()
        self.fields["text"].widget.attrs |= asks_for_names(
            address,
            label=_("Colleagues who may read this request"),
            none=_("No colleague of this name may read this request."),
        )

    def check_more(self, cleaned: Mapping[str, Any]) -> None:
        self.called = self.find(cleaned.get("text", "")) if self.find is not None else Called()
        for problem in problems_of(self.called):
            self.add_error("text", problem)

    def action(self) -> Action:
        return actions.Note(text=self.cleaned_data["text"], mentioned=tuple(each.pk for each in self.called.people))

    def said(self, event: CaseEvent) -> str:
        if not self.called.people:
            return str(self.done)
        names = one_and_all(isolated_words(str(each)) for each in self.called.people)
        return _now("The note is saved. Told: %(names)s") % {"names": names}


class AssignForm(ActForm):
    act, icon = "assign", "person"
    title, button = _("Assign to a colleague"), _("Assign")
    hint = _("The holder remains responsible, and the count continues.")
    done = _("The work is with your colleague now.")
    user = forms.ChoiceField(label=_("Colleague"), error_messages={"required": _("Choose a colleague.")})

    def __init__(self, *args: Any, colleagues: Sequence[User], assigned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["user"]).choices = [
            ("", _("Choose")),
            *([(HOLDER, _("Nobody: back to the holder"))] if assigned else []),
            *((str(person.pk), str(person)) for person in colleagues),
        ]

    def said(self, event: CaseEvent) -> str:
        return super().said(event) if event.data["assignee"] else _now("The work is with its holder alone again.")

    def action(self) -> Action:
        user = self.cleaned_data["user"]
        return actions.Assign(user_id=None if user == HOLDER else int(user), work_id=self.work_id)


class PriorityForm(ActForm):
    act, icon = "priority", "warning"
    title, button = _("Change the priority"), _("Change the priority")
    hint = _("The citizen does not see it. From now on the ladder and the overall limit for that priority apply.")
    done = _("The priority is changed.")
    work = None  # type: ignore[assignment]  # the case as a whole is meant
    priority = forms.ChoiceField(label=_("Priority"), error_messages={"required": _("Choose a priority.")})
    reason = text_field(_("Reason"), _("Colleagues read it in the diary."))

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(value, label) for value, label in Priority.choices if value != now]
        cast("forms.ChoiceField", self.fields["priority"]).choices = [("", _("Choose")), *others]

    def action(self) -> Action:
        return actions.SetPriority(priority=self.cleaned_data["priority"], reason=self.cleaned_data["reason"])


class EscalateForm(ActForm):
    act, icon = "escalate", "stair"
    title, button = _("Escalate now"), _("Move up one level")
    hint = _("The next level takes it over and is told at once, and so is whoever else the ladder names.")
    asks = _("It cannot be moved down again, and all whom the ladder names are told at once. Escalate it now?")
    done = _("The request is escalated by one level.")
    reason = text_field(_("Reason"), _("The next level and your colleagues read it; the citizen does not."))

    def action(self) -> Action:
        return actions.Escalate(reason=self.cleaned_data["reason"], work_id=self.work_id)


ActForms = Mapping[str, ActForm]
