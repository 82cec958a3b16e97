"""The questions that an editor builds a form from, as StreamField blocks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from content.forms.condition_blocks import key_block, required_block, routes_block, shown_block
from content.forms.keys import RESERVED_KEYS
from content.forms.plain_blocks import BoundBlock, TickBlock
from content.forms.rules_checked import check_rules, take_words_for_keys


class FormQuestionBlock(blocks.StructBlock):
    """What every question has. Its texts are translated; its key, its limits and its place in the form are not.

    The segments are given to wagtail-localize here because its own walk stumbles over an optional text that is null.
    """

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help_text = blocks.TextBlock(label=_("Hint under the question"), required=False, max_length=500, default="")
    translated: ClassVar[tuple[str, ...]] = ("label", "help_text")
    """The texts among its children."""

    def get_translatable_segments(self, value: blocks.StructValue) -> list[StringSegmentValue]:
        """The texts to translate, each under the path that wagtail-localize's editor walks."""
        segments = [StringSegmentValue(name, value.get(name) or "") for name in self.translated]
        for item in _options(value):
            segments.append(StringSegmentValue(f"options.{item.id}.label", item.value.get("label") or ""))
        return segments

    def restore_translated_segments(
        self, value: blocks.StructValue, segments: list[StringSegmentValue]
    ) -> blocks.StructValue:
        """Put the translated texts back into ``value``; one whose option is gone is left out."""
        options = {item.id: item.value for item in _options(value)}
        for segment in segments:
            name, _dot, rest = segment.path.partition(".")
            if name != "options":
                value[name] = segment.render_text()
            elif (option := options.get(rest.partition(".")[0])) is not None:
                option["label"] = segment.render_text()
        return value

    class Meta:
        label_format = "{label}"


def _options(value: blocks.StructValue) -> Any:
    options = value.get("options")
    return options.bound_blocks if options is not None else []


class ConditionalBlock(FormQuestionBlock):
    """What earlier answers may leave out."""

    shown_if = shown_block()


class OptionalQuestionBlock(ConditionalBlock):
    """A question that may be left empty, unless the editor says otherwise."""

    required = TickBlock(label=_("Must be answered"), required=False)
    required_if = required_block()


class KeyedQuestionBlock(OptionalQuestionBlock):
    """A question of the editor's own, known by the key they give it."""

    key = key_block(_("The answer's name in exports and for machines. Choose it once: answers are kept under it."))


class AgencyBlock(FormQuestionBlock):
    routes = routes_block()

    class Meta:
        icon = "group"
        label = _("Agency")


class SubjectBlock(FormQuestionBlock):
    class Meta:
        icon = "title"
        label = _("Subject")


class StatementBlock(FormQuestionBlock):
    class Meta:
        icon = "pilcrow"
        label = _("What the citizen has to say")


class PlaceBlock(OptionalQuestionBlock):
    class Meta:
        icon = "site"
        label = _("Place, in words")


class FilesBlock(OptionalQuestionBlock):
    class Meta:
        icon = "doc-full"
        label = _("Photos and documents")


class ConcernsBlock(ConditionalBlock):
    """Whether it is about someone of the body. Its answers are the platform's own, since they decide who reads it."""

    class Meta:
        icon = "user"
        label = _("Someone who works there")


class ContactBlock(OptionalQuestionBlock):
    """E-mail, phone or neither, and perhaps a name. ``required`` asks for one of e-mail and phone."""

    ask_name = TickBlock(label=_("Ask for the name too"), required=False, help_text=_("A name is never obligatory."))

    class Meta:
        icon = "mail"
        label = _("Contact")


class ConfidentialBlock(ConditionalBlock):
    class Meta:
        icon = "lock"
        label = _("Hide the citizen from the agency")


class ShortTextBlock(KeyedQuestionBlock):
    class Meta:
        icon = "minus"
        label = _("Short text")


class LongTextBlock(KeyedQuestionBlock):
    class Meta:
        icon = "bars"
        label = _("Long text")


class YesNoBlock(KeyedQuestionBlock):
    routes = routes_block()

    class Meta:
        icon = "check"
        label = _("Yes or no")


class DateBlock(KeyedQuestionBlock):
    class Meta:
        icon = "date"
        label = _("Date")


class NumberBlock(KeyedQuestionBlock):
    least = BoundBlock(label=_("Not below"), required=False)
    most = BoundBlock(label=_("Not above"), required=False)
    routes = routes_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["least"] is not None and cleaned["most"] is not None and cleaned["least"] > cleaned["most"]:
            error = ValidationError(_now("This is below the smallest number allowed."))
            raise StructBlockValidationError(block_errors={"most": error})
        return cleaned

    class Meta:
        icon = "order"
        label = _("A number")


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Answer"), max_length=200)
    key = key_block(_("The answer's name for machines."))

    class Meta:
        label = _("Answer")


class ChoiceBlock(KeyedQuestionBlock):
    options = blocks.ListBlock(
        OptionBlock(), label=_("Answers"), min_num=2, max_num=40, default=[{"label": "", "key": ""}] * 2
    )
    routes = routes_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        errors = _repeated(
            [option["key"] for option in cleaned["options"]], _now("Another answer has this key already.")
        )
        if errors:
            wrapped = {index: StructBlockValidationError({"key": error}) for index, error in errors.items()}
            raise StructBlockValidationError({"options": ListBlockValidationError(block_errors=wrapped)})
        return cleaned

    class Meta:
        icon = "radio-full"
        label = _("One of several answers")


class ChoicesBlock(ChoiceBlock):
    class Meta:
        icon = "list-ul"
        label = _("Several answers of many")


class StepBlock(ConditionalBlock):
    """Begins a new page. ``label``: what the page is about."""

    label = blocks.CharBlock(label=_("Title of the step"), max_length=120)
    help_text = blocks.TextBlock(label=_("Words under the title"), required=False, max_length=500, default="")
    key = key_block(_("By this name questions lead here."))

    class Meta:
        icon = "arrow-right"
        label = _("Step: a new page")


class WordsBlock(ConditionalBlock):
    """Words between two questions."""

    label = blocks.CharBlock(label=_("Heading"), required=False, max_length=200, default="")
    help_text = blocks.TextBlock(label=_("Words"), max_length=2_000)

    class Meta:
        icon = "pilcrow"
        label = _("Words, no question")


class ExitBlock(ConditionalBlock):
    """Where the form ends for whoever has to go elsewhere: what they wrote is not sent."""

    label = blocks.CharBlock(label=_("Heading"), max_length=200)
    help_text = blocks.TextBlock(label=_("Words"), max_length=2_000)
    key = key_block(_("By this name questions lead here."))
    link = blocks.RegexBlock(
        regex=r"^(/|https://)[^\s]*$",
        max_length=300,
        required=False,
        default="",
        label=_("Address"),
        help_text=_("Of a page here (/ar/file/rights/) or elsewhere (https://…); each language may have its own."),
        error_messages={"invalid": _("An address begins with / or with https://.")},
    )
    link_words = blocks.CharBlock(label=_("Words of the link"), required=False, max_length=120, default="")
    translated = ("label", "help_text", "link", "link_words")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if bool(cleaned["link"]) != bool(cleaned["link_words"]):
            error = ValidationError(_now("A link needs both an address and words."))
            raise StructBlockValidationError(block_errors={"link_words": error})
        return cleaned

    class Meta:
        icon = "redirect"
        label = _("Exit: go elsewhere")


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a form, in their order. The names of the children are the kinds of ``schema.QuestionKind``."""

    agency = AgencyBlock()
    subject = SubjectBlock()
    text = StatementBlock()
    place = PlaceBlock()
    files = FilesBlock()
    concerns = ConcernsBlock()
    contact = ContactBlock()
    confidential = ConfidentialBlock()
    short_text = ShortTextBlock(group=_("Your own question"))
    long_text = LongTextBlock(group=_("Your own question"))
    choice = ChoiceBlock(group=_("Your own question"))
    choices = ChoicesBlock(group=_("Your own question"))
    yes_no = YesNoBlock(group=_("Your own question"))
    date = DateBlock(group=_("Your own question"))
    number = NumberBlock(group=_("Your own question"))
    step = StepBlock(group=_("Between the questions"))
    words = WordsBlock(group=_("Between the questions"))
    exit = ExitBlock(group=_("Between the questions"))

    class Meta:
        # A case without a subject or a statement could not be read by anyone.
        block_counts: ClassVar[dict[str, dict[str, int]]] = {
            "subject": {"min_num": 1, "max_num": 1},
            "text": {"min_num": 1, "max_num": 1},
            **{name: {"max_num": 1} for name in ("agency", "place", "files", "concerns", "contact", "confidential")},
        }

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        cleaned = super().clean(value)
        keys = [child.value.get("key", "") for child in cleaned]
        errors = _repeated(keys, _now("Another question of this form has this key already."))
        for index, key in enumerate(keys):
            if key in RESERVED_KEYS:
                errors[index] = ValidationError(_now("The platform uses this name itself: choose another."))
        if errors:
            wrapped = {index: StructBlockValidationError({"key": error}) for index, error in errors.items()}
            raise StreamBlockValidationError(block_errors=wrapped)
        take_words_for_keys(cleaned)
        check_rules(cleaned)
        return cleaned


def _repeated(keys: list[str], message: str) -> dict[int, ValidationError]:
    """An error for each place where a key stands that stood before; the empty key is none."""
    return {index: ValidationError(message) for index, key in enumerate(keys) if key and key in keys[:index]}
