"""Other people on a form: for whom it is filed, and who files it together. Their names are no answers: who may know who
filed a case may know them, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.fields import ReadField, reach_fields, words_field
from content.forms.keys import FOR_CONSENT, FOR_NAME, FOR_NUMBER, FOR_OTHER, FOR_WHY_NOT
from workflows.cases.models import Consent, NamedAs, Relation
from workflows.cases.submission import GivenPerson
from workflows.questions.national_numbers import read_national_number
from workflows.questions.types import LINE_LIMIT, Question, QuestionKind

MYSELF: Final = "myself"
"""Chosen by whoever files for nobody else; no answer is the same."""
FOR_MYSELF: Final[str | Promise] = _("For myself")
WHOSE_NAME = _("Name of the person it is for")
NO_NAME = _("Write the name of the person it is for.")
NO_CONSENT = _("Say whether they agree.")
WHY_NOT = _("They can’t agree because …")
NO_REASON = _("Write why they can’t agree: a child, someone ill, someone missing …")
NAME_OF_ONE = _("Write the name of this person.")


def for_other_fields(question: Question) -> dict[str, forms.Field]:
    """What whoever files is to the other, and who that is."""
    relation = forms.ChoiceField(
        choices=list(question.labels.items()),
        widget=forms.RadioSelect(),
        label=question.label,
        help_text=question.hint,
        required=question.required,
        error_messages={
            "required": _("Answer the question “%(label)s”.") % {"label": question.label},
            "invalid_choice": _("Choose one of the answers."),
        },
    )
    name = words_field(limit=LINE_LIMIT, one_line=True, missing=NO_NAME, label=WHOSE_NAME, required=False)
    number = {FOR_NUMBER: _number()} if question.ask_number else {}
    return {FOR_OTHER: relation, FOR_NAME: name, **number, **(_consent_fields() if question.ask_consent else {})}


def _consent_fields() -> dict[str, forms.Field]:
    """Whether the other agrees, and why they cannot."""
    consent = forms.ChoiceField(
        choices=Consent.choices,
        widget=forms.RadioSelect(),
        label=_("Do they agree?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    why = words_field(limit=LINE_LIMIT, one_line=True, missing=NO_REASON, label=WHY_NOT, required=False)
    for field in (consent, why):
        setattr(field, "says_itself", True)  # noqa: B010 - a field of Django's knows no such attribute
    return {FOR_CONSENT: consent, FOR_WHY_NOT: why}


def person_fields(question: Question) -> dict[str, forms.Field]:
    """Name and contact of one of those who file it together."""
    email, phone = reach_fields(own=False)
    name = words_field(limit=LINE_LIMIT, one_line=True, missing=NAME_OF_ONE, label=_("Name"), required=False)
    number = {f"{question.key}_number": _number()} if question.ask_number else {}
    return {f"{question.key}_name": name, **number, f"{question.key}_email": email, f"{question.key}_phone": phone}


def _number() -> forms.Field:
    return ReadField(
        read=partial(read_national_number, country=settings.NATIONAL_NUMBER),
        label=_("National number"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input short ltr"}),
    )


def check_person(form: forms.Form, question: Question, given: dict[str, Any]) -> None:
    """Whoever is asked about and there has a name; of nobody else nothing is kept."""
    if question.kind == QuestionKind.FOR_OTHER and given.get(FOR_OTHER, MYSELF) in ("", MYSELF):
        for name in (FOR_NAME, FOR_NUMBER, FOR_CONSENT, FOR_WHY_NOT):
            given[name] = ""
            form.errors.pop(name, None)
        return
    name, missing = (
        (FOR_NAME, NO_NAME) if question.kind == QuestionKind.FOR_OTHER else (f"{question.key}_name", NAME_OF_ONE)
    )
    if not given.get(name) and name not in form.errors:
        form.add_error(name, ValidationError(missing, code="required"))
    if question.ask_consent:
        _check_consent(form, given)


def _check_consent(form: forms.Form, given: dict[str, Any]) -> None:
    """Said either way, and with a reason where they cannot agree; of who agrees no reason is kept."""
    consent = given.get(FOR_CONSENT, "")
    if not consent and FOR_CONSENT not in form.errors:
        form.add_error(FOR_CONSENT, ValidationError(NO_CONSENT, code="required"))
    elif consent == Consent.CANNOT and not given.get(FOR_WHY_NOT) and FOR_WHY_NOT not in form.errors:
        form.add_error(FOR_WHY_NOT, ValidationError(NO_REASON, code="required"))
    elif consent == Consent.AGREES:
        given[FOR_WHY_NOT] = ""
        form.errors.pop(FOR_WHY_NOT, None)


def others_in(questions: Iterable[Question], given: Mapping[str, Any]) -> Iterator[GivenPerson]:
    """Who is named in the answers to ``questions``, which were asked."""
    for question in questions:
        if question.kind == QuestionKind.FOR_OTHER and given.get(FOR_NAME):
            relation = Relation(given[FOR_OTHER])
            yield GivenPerson(
                NamedAs.ABOUT,
                given[FOR_NAME],
                relation,
                given.get(FOR_NUMBER, ""),
                consent=given.get(FOR_CONSENT, ""),
                why_no_consent=given.get(FOR_WHY_NOT, ""),
            )
        elif question.kind == QuestionKind.PERSON and given.get(f"{question.key}_name"):
            name, number, email, phone = (
                given.get(f"{question.key}_{part}", "") for part in ("name", "number", "email", "phone")
            )
            yield GivenPerson(NamedAs.TOGETHER, name, "", number, email, phone)
