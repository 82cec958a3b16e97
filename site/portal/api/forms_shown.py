"""Kinds and forms as machines read them: drawn from the very form that the page draws, so that they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.forms import CheckboxSelectMultiple
from django.forms import Field as FormField
from django.forms.boundfield import BoundField

from content.forms.asked_files import most_of
from content.forms.fields import AgencyField, PublicBody, public_bodies
from content.forms.file_types import ENDINGS
from content.forms.form import FilingForm, FormSchema, build_form
from content.forms.kinds_of_files import OF_ONE_KIND
from content.forms.page import FormPage
from content.forms.relay import RELAY
from content.forms.serving import asked_now, how_taken, promises_of
from content.forms.taking import MAX_BYTES, MAX_FILES
from content.pages.selectors import absolute
from permissions.translated_text import in_language
from portal.api import problems, shapes
from portal.api.problems import Problem
from workflows.cases.models import RequestKind
from workflows.facts.conditions import raw_of
from workflows.questions.types import Question, QuestionKind


def kinds_taken(language: str) -> list[shapes.Kind]:
    """The kinds of which requests can be filed now, with their forms; two queries."""
    forms: dict[str, dict[UUID, FormPage]] = {}
    for page in _pages(language):
        if page.open_now:
            forms.setdefault(page.kind, {}).setdefault(page.translation_key, page)
    return [
        shapes.Kind(
            code=kind.code,
            name=in_language(kind.name),
            description=in_language(kind.description),
            sealed=kind.sensitive,
            forms=[_door(page) for page in forms[kind.code].values()],
        )
        for kind in RequestKind.objects.filter(active=True)
        if kind.code in forms
    ]


def form_page(form: UUID, language: str) -> FormPage | None:
    """The page of a form in ``language``, else in another in which it is there; None for what is no form."""
    return next(iter(_pages(language, translation_key=form)), None)


class AsItIs(NamedTuple):
    """A form as it is now: what it asks and promises, whether it is taken at all, and whether it is a sealed one."""

    schema: FormSchema
    promises: frozenset[str]
    taken: bool
    sealed: bool


def as_it_is(page: FormPage) -> AsItIs:
    """In the active language."""
    sealed, taken, has_tree = how_taken(page.kind)
    schema = asked_now(page.schema, has_tree=has_tree)
    return AsItIs(schema, promises_of(schema, sealed=sealed), taken and page.open_now, sealed)


def form_shown(page: FormPage) -> shapes.Form:
    """The form, in the active language, which is its own. Raises ``Problem`` where it is not taken now."""
    schema, promises, taken, sealed = as_it_is(page)
    if not taken:
        raise Problem(problems.GONE)
    bodies = public_bodies(schema.language)
    form = build_form(schema, sealed=sealed)(bodies=bodies)
    wants_files = schema.asks(QuestionKind.FILES) is not None
    return shapes.Form(
        id=page.translation_key,
        kind=page.kind,
        language=schema.language,
        heading=page.heading,
        intro=page.intro,
        send_label=page.send_label,
        promises=sorted(promises),
        questions=[_question(question, form) for question in schema.questions],
        bodies=[_body(body) for body in bodies] if schema.asks(QuestionKind.AGENCY) is not None else [],
        relay=_field(form[RELAY]) if sealed else None,
        recorded_by=schema.recorded_by,
        files=shapes.FilesTaken(most=MAX_FILES, most_bytes=MAX_BYTES, endings=list(ENDINGS)) if wants_files else None,
    )


def _pages(language: str, **which: object) -> list[FormPage]:
    """The forms that are published; of the twins of one form that in ``language`` first."""
    order = [language, *(code for code, _name in settings.LANGUAGES)]
    found = FormPage.objects.live().filter(locale__language_code__in=order, **which).select_related("locale")
    return sorted(found, key=lambda page: (order.index(page.locale.language_code), page.path))


def _door(page: FormPage) -> shapes.FormOfKind:
    return shapes.FormOfKind(
        id=page.translation_key,
        language=page.locale.language_code,
        heading=page.heading,
        summary=page.summary,
        address=absolute(page.url or ""),
    )


def _body(body: PublicBody) -> shapes.Body:
    return shapes.Body(code=body.code, name=body.name, above=body.above, depth=body.depth)


def _question(question: Question, form: FilingForm) -> shapes.Question:
    return shapes.Question(
        key=question.key,
        type=str(question.kind),
        label=question.label,
        hint=question.help_text,
        required=question.required and question.kind != QuestionKind.AGENCY,
        least=None if question.least is None else str(question.least),
        most=None if question.most is None else str(question.most),
        shortest=question.shortest,
        earliest=question.earliest,
        latest=question.latest,
        example=question.example,
        link=question.link,
        link_words=question.link_words,
        shown_if=None if question.shown_if is None else raw_of(question.shown_if),
        required_if=None if question.required_if is None else raw_of(question.required_if),
        routes=[shapes.Route(when=raw_of(route.when), to=route.to) for route in question.routes],
        fields=[_field(form[name]) for name in form.names[question.key]],
        files=_files(question),
    )


def _files(question: Question) -> shapes.FilesTaken | None:
    if question.kind not in OF_ONE_KIND:
        return None
    endings = OF_ONE_KIND[question.kind].endings
    return shapes.FilesTaken(most=most_of(question), most_bytes=MAX_BYTES, endings=endings)


def _field(bound: BoundField) -> shapes.AnswerField:
    field = bound.field
    limit = getattr(field, "limit", 0) or getattr(field, "max_length", None)
    return shapes.AnswerField(
        key=bound.name,
        label=str(field.label or ""),
        hint=str(field.help_text),
        required=field.required,
        limit=limit or None,
        several=isinstance(field.widget, CheckboxSelectMultiple),
        options=[] if isinstance(field, AgencyField) else list(_options(field)),
    )


def _options(field: FormField) -> Iterator[shapes.Option]:
    """What can be chosen; the empty choice of a list is none."""
    choices: Any = getattr(field, "choices", None) or getattr(field.widget, "choices", ())
    for key, label in choices:
        if isinstance(label, list | tuple):
            for each, words in label:
                yield shapes.Option(key=str(each), label=str(words), group=str(key))
        elif key != "":
            yield shapes.Option(key=str(key), label=str(label), group="")
