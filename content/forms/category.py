"""The question for a category: asked by each form of a kind whose owners say so, in the words of their tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from content.forms.form import FormSchema
from permissions.translated_text import in_language
from workflows.cases.categories import in_force_for
from workflows.cases.category_tree import BETWEEN, CategoryTree, WhoChooses
from workflows.questions.types import Option, Question, QuestionKind

WORDS = (QuestionKind.SUBJECT, QuestionKind.STATEMENT)
"""Before the first of these it is asked: whoever has chosen writes less."""


def with_category(schema: FormSchema) -> FormSchema:
    """The same, with the question where the tree in force of its kind has it asked. An editor's own question of the
    same key stays, and nothing else is asked under it.
    """
    tree = in_force_for(schema.kind)
    taken = any(question.key == QuestionKind.CATEGORY for question in schema.questions)
    if tree is None or tree.asked == WhoChooses.STAFF or not tree.chosen_from or taken:
        return schema
    question = Question(
        QuestionKind.CATEGORY,
        str(QuestionKind.CATEGORY),
        label=_("Category"),
        help_text=_("Choose what fits best. It helps your request to reach the right people."),
        required=tree.asked == WhoChooses.REQUIRED,
        options=tuple(_options(tree, schema.language)),
    )
    questions = list(schema.questions)
    place = next((at for at, each in enumerate(questions) if each.kind in WORDS), 0)
    return replace(schema, questions=(*questions[:place], question, *questions[place:]))


def _options(tree: CategoryTree, language: str) -> Iterator[Option]:
    """In the order of the tree; what lies under a topmost one stands in a group that is called by it."""
    groups = {tree.path(each.key)[0].key for each in tree.chosen_from if each.under}
    for each in tree.chosen_from:
        path = [in_language(above.name, language) for above in tree.path(each.key)]
        if not each.under and each.key in groups:
            yield Option(each.key, _("%(category)s, in general") % {"category": path[0]}, group=path[0])
        else:
            yield Option(each.key, BETWEEN.join(path[1:]) or path[0], group=path[0] if each.under else "")
