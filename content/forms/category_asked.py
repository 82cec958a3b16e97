"""The question for the category: what can be chosen comes from the tree in force, place and words from the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext

from content.forms.form import FormSchema
from permissions.now import now
from permissions.translated_text import in_language
from workflows.cases.category_tree import BETWEEN, CategoryTree, WhoChooses
from workflows.cases.rules import Rules
from workflows.facts.conditions import Condition, facts_in
from workflows.questions.types import Option, Question, QuestionKind

_WORDS = (QuestionKind.SUBJECT, QuestionKind.STATEMENT)
"""Before the first of these a category is asked for where no editor has placed it: whoever has chosen writes less."""


def with_category(schema: FormSchema) -> FormSchema:
    """The same, with the question where the tree in force of its kind has it asked: as an editor placed and worded it,
    else with words of ours. An editor's own question of the same key stays, and nothing else is asked under it.
    """
    found = Rules(at=now()).categories(schema.kind)
    placed = schema.asks(QuestionKind.CATEGORY)
    if found is None or found[0].asked == WhoChooses.STAFF or not found[0].chosen_from:
        return schema.without(QuestionKind.CATEGORY)
    tree = found[0]
    if placed is None and any(question.key == QuestionKind.CATEGORY for question in schema.questions):
        return schema
    question = replace(
        placed or _ours(), required=tree.asked == WhoChooses.REQUIRED, options=tuple(_options(tree, schema.language))
    )
    questions = list(schema.questions)
    if placed is not None:
        return replace(schema, questions=tuple(question if each is placed else each for each in questions))
    place = next((at for at, each in enumerate(questions) if each.kind in _WORDS), 0)
    return replace(schema, questions=(*questions[:place], question, *questions[place:]))


def _ours() -> Question:
    return Question(
        QuestionKind.CATEGORY,
        str(QuestionKind.CATEGORY),
        label=gettext("Category"),
        help_text=gettext("Choose what fits best. It helps your request to reach the right people."),
    )


def _options(tree: CategoryTree, language: str) -> Iterator[Option]:
    """In the order of the tree; what lies under a topmost one stands in a group that is called by it."""
    groups = {tree.path(each.key)[0].key for each in tree.chosen_from if each.under}
    for each in tree.chosen_from:
        path = [in_language(above.name, language) for above in tree.path(each.key)]
        if not each.under and each.key in groups:
            yield Option(each.key, gettext("%(category)s, in general") % {"category": path[0]}, group=path[0])
        else:
            yield Option(each.key, BETWEEN.join(path[1:]) or path[0], group=path[0] if each.under else "")


def misnamed(schema: FormSchema) -> Iterator[str]:
    """What is wrong with the conditions of a form that ask for the category, by the tree in force of its kind."""
    tests = list(_tests_on_category(schema))
    asked = with_category(schema).asks(QuestionKind.CATEGORY) if tests else None
    for question, test in tests:
        if asked is None:
            said = gettext("The condition of “%(question)s” asks for the category, and this kind of request has none.")
            yield said % {"question": question.label}
            continue
        for value in test.values:
            if value not in asked.labels:
                said = gettext("The condition of “%(question)s” names the category “%(key)s”, which cannot be chosen.")
                yield said % {"question": question.label, "key": value}


def names_category(schema: FormSchema, key: str) -> bool:
    """Whether a condition of the form names this category."""
    return any(key in test.values for _question, test in _tests_on_category(schema))


def _tests_on_category(schema: FormSchema) -> Iterator[tuple[Question, Condition]]:
    for question in schema.questions:
        for when in (question.shown_if, question.required_if):
            if when is not None:
                yield from ((question, test) for test in facts_in(when) if test.fact == QuestionKind.CATEGORY)
