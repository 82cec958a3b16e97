"""Conditions over earlier answers, and where an answer leads, as StreamField blocks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.forms.keys import KEY_LENGTH, KEY_PATTERN
from content.forms.questions import ALL, ANY
from workflows.facts.words import TESTS

_KEY = _("Key")


def key_block(help_text: Any, label: Any = _KEY, length: int = KEY_LENGTH) -> blocks.RegexBlock:
    """A machine key: a block that is no text, so that it is never offered for translation."""
    return blocks.RegexBlock(
        regex=KEY_PATTERN,
        max_length=length,
        label=label,
        help_text=help_text,
        error_messages={"invalid": _("Small Latin letters, digits and _ only, and a letter first: visited_before.")},
    )


def _test_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=list(TESTS.items()), default="one_of", label=_("Test"))


def _values_block() -> blocks.TextBlock:
    words = _("One a line: the answer’s key or its words, a number, or a day as 2026-11-25.")
    return blocks.TextBlock(label=_("Values"), required=False, default="", rows=2, max_length=2_000, help_text=words)


class AnswerTestBlock(blocks.StructBlock):
    """One test on the answer to an earlier question."""

    question = key_block(
        _(
            "The key of an earlier question. Of the others it is agency, area, category, concerns, place or"
            " confidential."
        ),
        _("Question"),
    )
    test = _test_block()
    values = _values_block()

    class Meta:
        label = _("Test")
        label_format = "{question} {test} {values}"


class ConditionBlock(blocks.StructBlock):
    """Tests that hold together, or of which one is enough; without any there is no condition."""

    together = blocks.ChoiceBlock(
        choices=[(ALL, _("All of these hold")), (ANY, _("One of these is enough"))], default=ALL, label=_("Together")
    )
    tests = blocks.ListBlock(AnswerTestBlock(), default=[], max_num=12, label=_("Tests"))

    class Meta:
        icon = "help"
        collapsed = True


class RouteBlock(blocks.StructBlock):
    """Where the form goes on when the answer is such."""

    test = _test_block()
    values = _values_block()
    to = key_block(_("The key of a later step, or of an exit."), _("Go to"))

    class Meta:
        label = _("Go to")
        label_format = "{test} {values} → {to}"


def shown_block() -> ConditionBlock:
    return ConditionBlock(label=_("Shown if"), help_text=_("Without a test it is always shown."))


def required_block() -> ConditionBlock:
    return ConditionBlock(label=_("Must be answered if"))


def routes_block() -> blocks.ListBlock:
    words = _("After this page the first that holds counts. Without any, the next page follows.")
    return blocks.ListBlock(RouteBlock(), default=[], max_num=12, label=_("Go to, by the answer"), help_text=words)
