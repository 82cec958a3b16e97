"""Conditions over earlier answers, and where an answer leads, as StreamField blocks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from content.forms.keys import KEY_LENGTH, KEY_PATTERN, NAMED_LENGTH
from content.forms.questions import ALL, ANY
from workflows.facts.words import TESTS

_KEY = _("Key")
FOR_MACHINES = _("For machines")
READ_FIRST = frozenset({"label", "help_text", "options", "questions", "more"})


def key_block(help_text: Any, length: int = KEY_LENGTH, *, typed: bool = False) -> blocks.RegexBlock:
    """A machine key: a block that is no text, so that it is never offered for translation.

    ``typed``: it must be written; else it is made from the words where it is left empty (``key_making``).
    """
    return blocks.RegexBlock(
        regex=KEY_PATTERN,
        max_length=length,
        label=_KEY,
        help_text=help_text,
        error_messages={"invalid": _("Small Latin letters, digits and _ only, and a letter first: visited_before.")},
        **({} if typed else {"required": False, "default": ""}),
    )


class FoldedKeyBlock(blocks.StructBlock):
    """What has a key: it is folded away below all else, and what people read comes first."""

    def get_form_layout(self) -> BlockGroup:
        names = [name for name in self.child_blocks if name != "key"]
        if len(names) == len(self.child_blocks):
            return super().get_form_layout()
        machines = BlockGroup(["key"], heading="machines", icon="code", classname="collapsed")
        machines.heading = FOR_MACHINES  # not above: it would be put into words before there are any translations
        return BlockGroup([*sorted(names, key=lambda name: name not in READ_FIRST), machines])


def _named_block(label: Any, help_text: Any, required: Any) -> blocks.RegexBlock:
    """What names a question or a step: its key, its words, or ``#`` and the id of its block; kept as the key."""
    return blocks.RegexBlock(
        regex=r"^[^\r\n]+$",
        max_length=NAMED_LENGTH,
        label=label,
        help_text=help_text,
        error_messages={"required": required},
    )


class NotedWordsBlock(blocks.CharBlock):
    """The words of what a condition names, kept so that it can be called by them when it is gone. Nobody sees it."""

    canonical_module_path = "wagtail.blocks.CharBlock"  # to migrations it is the library's own

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = forms.HiddenInput()

    def render_basic(self, value: Any, context: Any = None) -> str:
        return ""


def _noted_words() -> NotedWordsBlock:
    return NotedWordsBlock(required=False, default="", max_length=NAMED_LENGTH, form_classname="w-hidden")


def _test_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=list(TESTS.items()), default="one_of", label=_("Test"))


def _values_block() -> blocks.TextBlock:
    words = _("One a line: an answer as people read it, a number, or a day as 2026-11-25.")
    return blocks.TextBlock(label=_("Values"), required=False, default="", rows=2, max_length=2_000, help_text=words)


class AnswerTestBlock(blocks.StructBlock):
    """One test on the answer to an earlier question."""

    question = _named_block(
        _("Question"), _("An earlier question of this form: its words or its key."), _("Choose a question.")
    )
    test = _test_block()
    values = _values_block()
    words = _noted_words()

    class Meta:
        label = _("Test")
        label_format = "{words}"


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
    to = _named_block(
        _("Go to"), _("A later step or an exit of this form: its title or its key."), _("Choose a step or an exit.")
    )
    words = _noted_words()

    class Meta:
        label = _("Go to")
        label_format = "{words}"


def shown_block() -> ConditionBlock:
    return ConditionBlock(label=_("Shown if"), help_text=_("Without a test it is always shown."))


def required_block() -> ConditionBlock:
    return ConditionBlock(label=_("Must be answered if"))


def routes_block() -> blocks.ListBlock:
    words = _("After this page the first that holds counts. Without any, the next page follows.")
    return blocks.ListBlock(RouteBlock(), default=[], max_num=12, label=_("Go to, by the answer"), help_text=words)
