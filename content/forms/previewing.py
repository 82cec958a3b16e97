"""What an editor looks at beside a form: the form itself, filled in, its twin, its rules, its facts, its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.forms.as_data import as_file
from content.forms.facts_asked import FactsAsked
from content.forms.form import FormSchema
from content.forms.questions import placed
from content.forms.versions_used import versions_used
from permissions.translated_text import listed
from workflows.cases.facts import answer_fact
from workflows.facts.fact import TYPE_WORDS
from workflows.facts.words import in_words
from workflows.questions.types import ANSWERS, Question, QuestionKind

REAL, EXAMPLE, OTHER, RULES, FACTS, FILE, VERSIONS = "", "example", "other", "rules", "facts", "file", "versions"
MODES = [
    (REAL, _("As citizens see it")),
    (EXAMPLE, _("With an example filled in")),
    (OTHER, _("In the other language")),
    (RULES, _("All rules of the form")),
    (FACTS, _("What the process gets")),
    (FILE, _("As a file")),
    (VERSIONS, _("Versions with open requests")),
]


def preview(page: Any, request: HttpRequest, mode: str) -> HttpResponse:
    """Draw ``page``, as it stands in the editor, in one of ``MODES``."""
    request.is_preview = True  # type: ignore[attr-defined]  # Wagtail's panel looks at it
    if mode == OTHER:
        page = twin_of(page) or page
    if mode == EXAMPLE:
        request.example = True  # type: ignore[attr-defined]  # so that ``serving`` fills the form in
    if mode in (RULES, FACTS, FILE, VERSIONS):
        return TemplateResponse(request, f"forms/preview/{mode}.html", page.get_context(request) | _told(page, mode))
    response: HttpResponse = page.serve(request)
    return response


def twin_of(page: Any) -> Any:
    """The form in another language, as its translators have it so far; None where there is none."""
    twin = page.get_translations().exclude(pk=page.pk).select_related("locale").first() if page.pk else None
    return None if twin is None else twin.get_latest_revision_as_object()


def _told(page: Any, mode: str) -> dict[str, Any]:
    match mode:
        case "rules":
            return {"rules": list(rules_of(page))}
        case "facts":
            return {"facts": list(facts_told(page.schema))}
        case "versions":
            return {"versions": list(versions_used(page)) if page.pk else []}
        case _:
            return {"file": as_file(page.kind, page.questions)}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the form does by an answer, as a sentence; ``address``: of the question in the editor."""

    question: str
    sentence: str
    address: str


def rules_of(page: Any) -> Iterator[Rule]:
    """All rules in the order of the form."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    stands = list(placed(page.questions))
    questions = [question for _place, question in stands]
    names = {question.key: question.label for question in questions}
    known = FactsAsked(questions)
    for place, question in stands:
        address = f"{edit}#block-{page.questions[place].id}-section"
        for sentence in _sentences(question, known, names):
            yield Rule(question.label or gettext("Text, no question"), sentence, address)


def _sentences(question: Question, known: FactsAsked, names: dict[str, str]) -> Iterator[str]:
    if question.shown_if is not None:
        shown, ends = gettext("Shown if – %(condition)s"), gettext("Here the form ends if – %(condition)s")
        sentence = ends if question.kind == QuestionKind.EXIT else shown
        yield sentence % {"condition": in_words(question.shown_if, known)}
    if question.required_if is not None:
        yield gettext("Must be answered if – %(condition)s") % {"condition": in_words(question.required_if, known)}
    for route in question.routes:
        told = {"condition": in_words(route.when, known), "step": listed([names.get(route.to, route.to)])}
        yield gettext("If – %(condition)s, the form goes on at %(step)s") % told


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that a process gets of this form."""

    name: str
    question: str
    type: str
    values: str


def facts_told(schema: FormSchema) -> Iterator[Told]:
    """The answers to the editor's own questions, as conditions of processes and rules ask for them."""
    for question in schema.own:
        fact = answer_fact(question)
        labels = fact.domain() if fact.domain is not None else {}
        yield Told(
            fact.name, question.label, str(TYPE_WORDS[ANSWERS[question.kind].fact]), listed(list(labels.values()))
        )
