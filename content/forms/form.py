"""A Django form from a schema: one field for each question, with the sentences a citizen reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from content.forms.agency_choices import PublicBody
from content.forms.concerns import CONCERNED, CONCERNS, WHO, WHO_HINT, ConcernsField
from content.forms.fields import (
    LINE_LIMIT,
    TEXT_LIMIT,
    AgencyField,
    AnswerDateField,
    NumberField,
    PhoneField,
    WordsField,
)
from content.forms.keys import AGENCY_TYPED, DANGER
from content.forms.schema import FormSchema, Question, QuestionKind

ANSWER_MISSING = _("Answer the question “%(label)s”.")
# A question of any other kind is one field, drawn as every field is.
TEMPLATES = {
    QuestionKind.AGENCY: "agency",
    QuestionKind.STATEMENT: "words",
    QuestionKind.LONG_TEXT: "words",
    QuestionKind.SUBJECT: "words",
    QuestionKind.PLACE: "words",
    QuestionKind.SHORT_TEXT: "words",
    QuestionKind.FILES: "files",
    QuestionKind.CONCERNS: "concerns",
    QuestionKind.CONTACT: "contact",
}
YES, NO = "yes", "no"
YES_NO = ((YES, _("Yes")), (NO, _("No")))


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the page draws it: its fields, in their order (none for files, up to three for contact)."""

    question: Question
    fields: tuple[BoundField, ...]

    @property
    def template(self) -> str:
        drawn = "danger" if self.question.key == DANGER else TEMPLATES.get(self.question.kind, "field")
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
            yield Row(question, tuple(self[name] for name in self.names[question.key]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        contact = self.schema.asks(QuestionKind.CONTACT)
        asked_in_vain = contact and contact.required and not (self.errors.keys() & {"email", "phone"})
        if asked_in_vain and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", ValidationError(_("Write an e-mail address or a phone number."), code="required"))
        return cleaned


Maker = Callable[[Question], dict[str, forms.Field]]


def build_form(schema: FormSchema) -> type[FilingForm]:
    """A form class with one field a question, named by its key."""
    made = {question.key: FIELD_MAKERS[question.kind](question) for question in schema.questions}
    body: dict[str, Any] = {name: field for fields in made.values() for name, field in fields.items()}
    body |= {"schema": schema, "names": {key: tuple(fields) for key, fields in made.items()}}
    return cast("type[FilingForm]", type("BuiltForm", (FilingForm,), body))


def _shared(question: Question) -> dict[str, Any]:
    return {"label": question.label, "help_text": question.help_text, "required": question.required}


def _missing(question: Question) -> Any:
    return {"required": ANSWER_MISSING % {"label": question.label}}


def _agency(question: Question) -> dict[str, forms.Field]:
    return {question.key: AgencyField(**_shared(question))}


def _subject(question: Question) -> dict[str, forms.Field]:
    missing = _("Write the subject in one line.")
    return {question.key: WordsField(limit=LINE_LIMIT, one_line=True, missing=missing, **_shared(question))}


def _statement(question: Question) -> dict[str, forms.Field]:
    missing = _("Write what you have to say.")
    return {question.key: WordsField(limit=TEXT_LIMIT, one_line=False, missing=missing, **_shared(question))}


def _line(question: Question) -> dict[str, forms.Field]:
    missing = _missing(question)["required"]
    return {question.key: WordsField(limit=LINE_LIMIT, one_line=True, missing=missing, **_shared(question))}


def _text(question: Question) -> dict[str, forms.Field]:
    missing = _missing(question)["required"]
    return {question.key: WordsField(limit=TEXT_LIMIT, one_line=False, missing=missing, **_shared(question))}


def _files(_question: Question) -> dict[str, forms.Field]:
    return {}  # files outlive the round in which they came: ``attachments.py``


def _contact(question: Question) -> dict[str, forms.Field]:
    ltr = {"class": "input ltr"}
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={**ltr, "autocomplete": "email"}),
        error_messages={"invalid": _("Write the e-mail address in full: name@example.com.")},
    )
    phone = PhoneField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={**ltr, "type": "tel", "autocomplete": "tel"})
    )
    fields: dict[str, forms.Field] = {"email": email, "phone": phone}
    if question.ask_name:
        name = WordsField(limit=LINE_LIMIT, one_line=True, missing="", label=_("Your name"), required=False)
        name.widget.attrs["autocomplete"] = "name"
        return {"name": name, **fields}
    return fields


def _confidential(question: Question) -> dict[str, forms.Field]:
    return {question.key: forms.BooleanField(label=question.label, help_text=question.help_text, required=False)}


def _concerns(question: Question) -> dict[str, forms.Field]:
    errors = {"invalid_choice": _("Choose one of the answers.")}
    whom = ConcernsField(error_messages=errors, **_shared(question))
    who = WordsField(limit=LINE_LIMIT, one_line=True, missing="", label=WHO, help_text=WHO_HINT, required=False)
    return {CONCERNS: whom, CONCERNED: who}


def _choice(question: Question) -> dict[str, forms.Field]:
    choices = [(option.key, option.label) for option in question.options]
    return {question.key: _radio(question, choices)}


def _yes_no(question: Question) -> dict[str, forms.Field]:
    return {question.key: _radio(question, YES_NO)}


def _radio(question: Question, choices: Sequence[tuple[str, Any]]) -> forms.Field:
    errors = _missing(question) | {"invalid_choice": _("Choose one of the answers.")}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(), error_messages=errors, **_shared(question))


def _choices(question: Question) -> dict[str, forms.Field]:
    errors = _missing(question) | {"invalid_choice": _("Choose among the answers.")}
    field = forms.MultipleChoiceField(
        choices=[(option.key, option.label) for option in question.options],
        widget=forms.CheckboxSelectMultiple(),
        error_messages=errors,
        **_shared(question),
    )
    return {question.key: field}


def _date(question: Question) -> dict[str, forms.Field]:
    errors = _missing(question) | {"invalid": _("Write the date like this: 24/11/2026.")}
    return {question.key: AnswerDateField(error_messages=errors, **_shared(question))}


def _number(question: Question) -> dict[str, forms.Field]:
    errors = _missing(question) | {"invalid": _("Write a number.")}
    field = NumberField(least=question.least, most=question.most, error_messages=errors, **_shared(question))
    return {question.key: field}


FIELD_MAKERS: dict[QuestionKind, Maker] = {
    QuestionKind.AGENCY: _agency,
    QuestionKind.SUBJECT: _subject,
    QuestionKind.STATEMENT: _statement,
    QuestionKind.PLACE: _line,
    QuestionKind.FILES: _files,
    QuestionKind.CONCERNS: _concerns,
    QuestionKind.CONTACT: _contact,
    QuestionKind.CONFIDENTIAL: _confidential,
    QuestionKind.SHORT_TEXT: _line,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.DATE: _date,
    QuestionKind.NUMBER: _number,
}
