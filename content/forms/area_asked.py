"""The question for the area: what can be chosen comes from the gazetteer as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext

from content.forms.form import FormSchema
from permissions.areas.selectors import Gazetteer, gazetteer
from permissions.translated_text import in_language
from workflows.questions.types import Option, Question, QuestionKind


def with_areas(schema: FormSchema) -> FormSchema:
    """The same, with what can be chosen. One statement where the question is asked, and none elsewhere.

    Without a gazetteer the words are asked for alone, and nothing where there are none to ask for.
    """
    placed = schema.asks(QuestionKind.AREA)
    if placed is None:
        return schema
    options = tuple(_options(gazetteer(), schema.language))
    if options:
        question: Question | None = replace(placed, options=options)
    else:
        question = replace(placed, kind=QuestionKind.PLACE, key=str(QuestionKind.PLACE)) if placed.ask_words else None
    asked = (question if each is placed else each for each in schema.questions)
    return replace(schema, questions=tuple(each for each in asked if each is not None))


def _options(areas: Gazetteer, language: str) -> Iterator[Option]:
    """Each governorate that is open, in general, and under its name its districts that are."""
    for governorate in areas.governorates:
        if not areas.can_be_chosen(governorate.key):
            continue
        name = in_language(governorate.name, language)
        districts = [each for each in areas.districts(governorate.key) if areas.can_be_chosen(each.key)]
        if not districts:
            yield Option(governorate.key, name)
            continue
        general = gettext("%(area)s, without a district") % {"area": name}
        yield Option(governorate.key, general, group=name)
        for each in districts:
            yield Option(each.key, in_language(each.name, language), group=name, under=governorate.key)
