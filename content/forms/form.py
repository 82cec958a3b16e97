"""What a form asks, as plain values, and the Django form of it: a field for each question, with its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from content.forms.fields import (
    CONCERNED,
    CONCERNS,
    WHO,
    WHO_HINT,
    AgencyField,
    ConcernsField,
    PublicBody,
    ReadField,
    day_input,
    line,
    phone_field,
    text_area,
    words_field,
)
from content.forms.keys import AGENCY_TYPED, DANGER
from workflows.questions.types import ANSWERS, LINE_LIMIT, TEXT_LIMIT, YES_NO, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class FormSchema:
    """A form: the kind of request it opens (a code), the language it speaks, its questions in order."""

    kind: str
    language: str
    questions: tuple[Question, ...]

    @property
    def own(self) -> tuple[Question, ...]:
        """The questions of the editor's own, whose answers are kept under their keys."""
        return tuple(question for question in self.questions if not question.of_the_case)

    def asks(self, kind: QuestionKind) -> Question | None:
        """The first question of ``kind``, or None."""
        return next((question for question in self.questions if question.kind == kind), None)


ANSWER_MISSING = _("Answer the question “%(label)s”.")


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the page draws it: its fields, in their order (none for files, up to three for contact)."""

    question: Question
    fields: tuple[BoundField, ...]

    @property
    def template(self) -> str:
        drawn = "danger" if self.question.key == DANGER else DRAWN[self.question.kind].template
        return f"forms/questions/{drawn}.html"

    @property
    def bad(self) -> bool:
        return any(field.errors for field in self.fields)


class FilingForm(forms.Form):
    """The base of every form a citizen files; ``build_form`` makes one for a schema."""

    schema: ClassVar[FormSchema]
    names: ClassVar[dict[str, tuple[str, ...]]]  # the fields of each question, by its key
    use_required_attribute = False  # the page's own sentences, not the browser's bubbles

    def __init__(self, *args: Any, bodies: list[PublicBody], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "f-%s")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AgencyField):
                field.offer(bodies)

    @property
    def agency_typed(self) -> str:
        """What stood in the search for an agency, where none was chosen."""
        return "" if self.data.get("agency") else str(self.data.get(AGENCY_TYPED, ""))

    def rows(self) -> Iterator[Row]:
        """The questions in their order, with their fields."""
        for question in self.schema.questions:
            yield Row(question, tuple(self[name] for name in self.names[question.key] if name in self.fields))

    def lock_name(self) -> None:
        """Ask for no name: it was proved."""
        self.fields.pop("name", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        contact = self.schema.asks(QuestionKind.CONTACT)
        asked_in_vain = contact and contact.required and not (self.errors.keys() & {"email", "phone"})
        if asked_in_vain and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", ValidationError(_("Write an e-mail address or a phone number."), code="required"))
        return cleaned


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a kind of question is drawn: its fields by their HTML names, and the template around them."""

    fields: Callable[[Question], dict[str, forms.Field]]
    template: str = "field"


def build_form(schema: FormSchema) -> type[FilingForm]:
    """A form class with one field a question, named by its key."""
    made = {question.key: DRAWN[question.kind].fields(question) for question in schema.questions}
    body: dict[str, Any] = {name: field for fields in made.values() for name, field in fields.items()}
    body |= {"schema": schema, "names": {key: tuple(fields) for key, fields in made.items()}}
    return cast("type[FilingForm]", type("BuiltForm", (FilingForm,), body))


def _shared(question: Question) -> dict[str, Any]:
    return {"label": question.label, "help_text": question.help_text, "required": question.required}


def _agency(question: Question) -> dict[str, forms.Field]:
    return {question.key: AgencyField(**_shared(question))}


def _subject(question: Question) -> dict[str, forms.Field]:
    missing = _("Write the subject in one line.")
    return {question.key: words_field(limit=LINE_LIMIT, one_line=True, missing=missing, **_shared(question))}


def _statement(question: Question) -> dict[str, forms.Field]:
    missing = _("Write what you have to say.")
    return {question.key: words_field(limit=TEXT_LIMIT, one_line=False, missing=missing, **_shared(question))}


def _place(question: Question) -> dict[str, forms.Field]:
    missing = ANSWER_MISSING % {"label": question.label}
    return {question.key: words_field(limit=LINE_LIMIT, one_line=True, missing=missing, **_shared(question))}


def _files(_question: Question) -> dict[str, forms.Field]:
    return {}  # files outlive the round in which they came: ``uploads.py``


def _contact(question: Question) -> dict[str, forms.Field]:
    ltr = {"class": "input ltr"}
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={**ltr, "autocomplete": "email"}),
        error_messages={"invalid": _("Write the e-mail address in full: name@example.com.")},
    )
    phone = phone_field(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={**ltr, "type": "tel", "autocomplete": "tel"})
    )
    fields: dict[str, forms.Field] = {"email": email, "phone": phone}
    if question.ask_name:
        name = words_field(limit=LINE_LIMIT, one_line=True, missing="", label=_("Your name"), required=False)
        name.widget.attrs["autocomplete"] = "name"
        return {"name": name, **fields}
    return fields


def _confidential(question: Question) -> dict[str, forms.Field]:
    return {question.key: forms.BooleanField(label=question.label, help_text=question.help_text, required=False)}


def _category(question: Question) -> dict[str, forms.Field]:
    field = forms.ChoiceField(choices=[("", _("Choose")), *question.grouped], **_shared(question))
    field.error_messages |= {
        "required": ANSWER_MISSING % {"label": question.label},
        "invalid_choice": _("Choose one of the answers."),
    }
    return {question.key: field}


def _concerns(question: Question) -> dict[str, forms.Field]:
    errors = {"invalid_choice": _("Choose one of the answers.")}
    whom = ConcernsField(error_messages=errors, **_shared(question))
    who = words_field(limit=LINE_LIMIT, one_line=True, missing="", label=WHO, help_text=WHO_HINT, required=False)
    return {CONCERNS: whom, CONCERNED: who}


def _own(widget: Callable[[Question], forms.Widget]) -> Callable[[Question], dict[str, forms.Field]]:
    """For a question of the editor's own: its type reads what is typed into ``widget``."""

    def fields(question: Question) -> dict[str, forms.Field]:
        answer = ANSWERS[question.kind]
        field = ReadField(
            read=partial(answer.read, question),
            limit=answer.limit,
            widget=widget(question),
            error_messages={"required": ANSWER_MISSING % {"label": question.label}},
            **_shared(question),
        )
        return {question.key: field}

    return fields


DRAWN: dict[QuestionKind, Drawn] = {
    QuestionKind.AGENCY: Drawn(_agency, "agency"),
    QuestionKind.SUBJECT: Drawn(_subject, "words"),
    QuestionKind.STATEMENT: Drawn(_statement, "words"),
    QuestionKind.PLACE: Drawn(_place, "words"),
    QuestionKind.FILES: Drawn(_files, "files"),
    QuestionKind.CONCERNS: Drawn(_concerns, "concerns"),
    QuestionKind.CONTACT: Drawn(_contact, "contact"),
    QuestionKind.CONFIDENTIAL: Drawn(_confidential),
    QuestionKind.CATEGORY: Drawn(_category),
    QuestionKind.SHORT_TEXT: Drawn(_own(lambda _question: line()), "words"),
    QuestionKind.LONG_TEXT: Drawn(_own(lambda _question: text_area()), "words"),
    QuestionKind.CHOICE: Drawn(_own(lambda question: forms.RadioSelect(choices=list(question.labels.items())))),
    QuestionKind.CHOICES: Drawn(
        _own(lambda question: forms.CheckboxSelectMultiple(choices=list(question.labels.items())))
    ),
    QuestionKind.YES_NO: Drawn(_own(lambda _question: forms.RadioSelect(choices=YES_NO))),
    QuestionKind.DATE: Drawn(_own(lambda _question: day_input())),
    QuestionKind.NUMBER: Drawn(
        _own(lambda _question: forms.TextInput(attrs={"inputmode": "decimal", "class": "input short ltr"}))
    ),
}
