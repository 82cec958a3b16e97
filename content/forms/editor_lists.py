"""The lists from which the editor of a form chooses the question, the test and the answer of a condition.

The questions are those being edited, which only the browser knows; what they can be put to, and the answers that no
editor writes, are told it here once. Without its script the three are typed, and read by ``rule_names``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from wagtail.admin.panels import Panel

from content.forms.blocks import QuestionsBlock
from content.forms.category_asked import with_category
from content.forms.facts_asked import fact_type, labels_of
from content.forms.form import FormSchema
from content.forms.keys import WITH_OTHERS
from content.forms.people_asked import FOR_MYSELF, MYSELF
from content.forms.service_asked import with_services
from content.pages.languages import language_of
from permissions.translated_text import direction_of
from workflows.cases.models import Relation, RequestKind
from workflows.facts.fact import TESTS_OF, FactType
from workflows.questions.types import Option, Question, QuestionKind

SCRIPT: Final = "js/form-editor.js"
_LISTED: Final = (
    *(QuestionKind.AGENCY, QuestionKind.BODY, QuestionKind.CONCERNS, QuestionKind.CONFIDENTIAL),
    *(QuestionKind.YES_NO, QuestionKind.CONSENT, QuestionKind.AREA),
)
"""The questions whose answers are the platform's own."""
_COMPARING: Final = ("is", "is_not", "one_of", "none_of")


def lists_of(language: str) -> dict[str, Any]:
    """All that the script has to know of a form in ``language``: answers in that, everything else in the reader's."""
    with override(language):
        answers = {str(kind): dict(labels_of(Question(kind, str(kind), ""))) for kind in _LISTED}
        answers[WITH_OTHERS] = answers[QuestionKind.YES_NO]
        relations = {str(each): str(each.label) for each in Relation}
        answers[QuestionKind.FOR_OTHER] = {MYSELF: str(FOR_MYSELF), **relations}
        asked = FormSchema("", language, (Question(QuestionKind.SERVICE, "service", ""),))
        answers[QuestionKind.SERVICE] = _called(with_services(asked).questions[0].options)
        categories = dict(_categories(language))
    return {
        "language": language,
        "direction": direction_of(language),
        "types": dict(_types()),
        "tests": {str(kind): list(_tests(kind)) for kind in FactType},
        "called": _test_words(),
        "answers": {kind: list(labels.items()) for kind, labels in answers.items()},
        "categories": categories,
        "kinds": {name: str(block.label) for name, block in QuestionsBlock().child_blocks.items()},
        "words": _words(),
    }


def _called(options: tuple[Option, ...]) -> dict[str, str]:
    return {each.key: f"{each.group}: {each.label}" if each.group else each.label for each in options}


def _categories(language: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen of each kind of request whose owners have it asked."""
    for code in RequestKind.objects.values_list("code", flat=True):
        asked = with_category(FormSchema(code, language, ())).asks(QuestionKind.CATEGORY)
        if asked is not None:
            yield code, list(_called(asked.options).items())


def _types() -> Iterator[tuple[str, str]]:
    """As what the answer to each kind of block is compared; not those whose answers no condition may ask for."""
    yield WITH_OTHERS, str(FactType.YES_NO)
    for kind in QuestionKind:
        found = fact_type(kind)
        if found is not None:
            yield str(kind), str(found)


def _tests(kind: FactType) -> Iterator[str]:
    """Its tests as the editor reads them: “is” stands for one of a single answer."""
    tests = TESTS_OF[kind]
    if "one_of" in tests:
        yield from _COMPARING[:2] if kind == FactType.YES_NO else _COMPARING
    yield from (test for test in ("contains_any", "at_least", "at_most", "given", "missing") if test in tests)


def _test_words() -> dict[str, str]:
    return {
        "is": pgettext("condition", "is"),
        "is_not": pgettext("condition", "is not"),
        "one_of": pgettext("condition", "is one of"),
        "none_of": pgettext("condition", "is none of"),
        "contains_any": pgettext("condition", "has one of the words"),
        "at_least": pgettext("condition", "is at least"),
        "at_most": pgettext("condition", "is at most"),
        "given": pgettext("condition", "is answered"),
        "missing": pgettext("condition", "isn’t answered"),
    }


def _words() -> dict[str, str]:
    return {
        "question": _("Choose a question"),
        "to": _("Choose a step or an exit"),
        "answer": _("Choose an answer"),
        "unnamed": _("%(kind)s, no words yet"),
        "gone": _("%(words)s (no longer in this form)"),
        "behind": _("%(words)s (further down)"),
        "before": _("%(words)s (further up)"),
        "lost": _("This form no longer has it. Choose another, or delete this line."),
        "misplaced": _("It can’t be used from here. Choose another, or move it."),
        "none": _("There is no question before this one that a condition can ask about."),
        "noTarget": _("There is no step and no exit further down. Add one first."),
        "answers": _("Answers"),
        "words": _("Words, one a line"),
        "number": _("Number"),
        "day": _("Day"),
        "missing": _("What to correct"),
        "where": _("%(block)s: %(error)s"),
    }


class EditorListsPanel(Panel):
    """Brings the lists and the script that offers them beside the questions; shows nothing itself."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "forms/editor_lists.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            language = language_of(self.instance) if self.instance.locale_id else ""
            return context | {"lists": json.dumps(lists_of(language or self.request.LANGUAGE_CODE))}

        @property
        def media(self) -> forms.Media:
            module: Any = Script(SCRIPT, type="module")  # the stubs know addresses alone
            return forms.Media(js=[module])
