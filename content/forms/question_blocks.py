"""The questions that an editor may ask, each as a StreamField block."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from content.forms.condition_blocks import FoldedKeyBlock, key_block, required_block, routes_block, shown_block
from content.forms.plain_blocks import BoundBlock, DayBlock, TickBlock
from workflows.questions.types import LINE_LIMIT, TEXT_LIMIT

KEPT_UNDER = _(
    "The name of the answer in exports. Empty: it’s made from the words. Once the form is published it stays, whatever"
    " the words become."
)


class FormQuestionBlock(FoldedKeyBlock):
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

    key = key_block(KEPT_UNDER)


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


class AreaBlock(OptionalQuestionBlock):
    """Governorate and district, and the place in words. ``required``: one of both, whichever people have."""

    ask_words = TickBlock(label=_("Ask for the place in words, too"), required=False, default=True)
    ask_position = TickBlock(
        label=_("Offer to find it by the device’s position, and on a map"),
        required=False,
        help_text=_(
            "It is found by the outlines that were taken in, and a map is there where the operator has named one."
            " The position is kept only where the citizen says so."
        ),
    )

    class Meta:
        icon = "site"
        label = _("Place: governorate, district, words")


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
    """Email, phone or neither, and perhaps a name. ``required`` asks for one of email and phone."""

    ask_name = TickBlock(label=_("Ask for the name too"), required=False, help_text=_("A name is never obligatory."))

    class Meta:
        icon = "mail"
        label = _("Contact")


class ConfidentialBlock(ConditionalBlock):
    class Meta:
        icon = "lock"
        label = _("Hide the citizen from the agency")


class WrittenBlock(KeyedQuestionBlock):
    """A question whose answer is written, and may look as in the example."""

    example = blocks.CharBlock(label=_("Example"), required=False, max_length=120, default="")
    translated = (*KeyedQuestionBlock.translated, "example")


def _in_order(value: blocks.StructValue, low: str, high: str, sentence: str) -> None:
    """Raise ``sentence`` at the upper bound where it is below the lower one; of a draft nothing is demanded."""
    if value.block.is_deferred_validation:
        return
    if value[low] is not None and value[high] is not None and value[low] > value[high]:
        raise StructBlockValidationError(block_errors={high: ValidationError(sentence)})


class TextBlock(WrittenBlock):
    """A text with limits of its own, within those of all texts."""

    shortest = BoundBlock(label=_("Not shorter than (characters)"), required=False, min_value=1, decimal_places=0)
    longest = BoundBlock(label=_("Not longer than (characters)"), required=False, min_value=1, decimal_places=0)
    most: ClassVar[int] = LINE_LIMIT

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        _in_order(cleaned, "shortest", "longest", _now("This is below the smallest number allowed."))
        for name in ("shortest", "longest"):
            if cleaned[name] is not None and cleaned[name] > self.most and not self.is_deferred_validation:
                told = _now("A text of this kind has at most %(limit)s characters.") % {"limit": f"{self.most:,}"}
                raise StructBlockValidationError(block_errors={name: ValidationError(told)})
        return cleaned


class ShortTextBlock(TextBlock):
    class Meta:
        icon = "minus"
        label = _("Short text")


class LongTextBlock(TextBlock):
    most = TEXT_LIMIT

    class Meta:
        icon = "bars"
        label = _("Long text")


class YesNoBlock(KeyedQuestionBlock):
    routes = routes_block()

    class Meta:
        icon = "check"
        label = _("Yes or no")


class DateBlock(WrittenBlock):
    earliest = DayBlock(label=_("Not before"), required=False)
    latest = DayBlock(label=_("Not after"), required=False)
    past = TickBlock(label=_("Only a day that is not after today"), required=False)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        _in_order(cleaned, "earliest", "latest", _now("This is before the earliest day allowed."))
        return cleaned

    class Meta:
        icon = "date"
        label = _("Date")


class NumberBlock(WrittenBlock):
    least = BoundBlock(label=_("Not below"), required=False)
    most = BoundBlock(label=_("Not above"), required=False)
    routes = routes_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        _in_order(cleaned, "least", "most", _now("This is below the smallest number allowed."))
        return cleaned

    class Meta:
        icon = "order"
        label = _("A number")


class MoneyBlock(NumberBlock):
    class Meta:
        icon = "order"
        label = _("An amount of money")


class PhoneBlock(WrittenBlock):
    class Meta:
        icon = "mobile-alt"
        label = _("A phone number")


class EmailBlock(WrittenBlock):
    class Meta:
        icon = "mail"
        label = _("An email address")


class NationalNumberBlock(WrittenBlock):
    """Its digits, and its check digit where the country has one, are checked."""

    class Meta:
        icon = "user"
        label = _("National number")


class BodyBlock(KeyedQuestionBlock):
    """A public body beside the one that the request is about."""

    class Meta:
        icon = "group"
        label = _("Another agency")


class ConsentBlock(ConditionalBlock):
    """What has to be ticked. Its words are kept with the request."""

    label = blocks.CharBlock(label=_("What people agree to, as a sentence"), max_length=200)
    help_text = blocks.TextBlock(label=_("Its full text"), required=False, max_length=2_000, default="")
    key = key_block(KEPT_UNDER)

    class Meta:
        icon = "tick-inverse"
        label = _("Consent")


class CategoryBlock(FormQuestionBlock):
    """Where the category is asked for, and how; what can be chosen, and whether one must, the kind's owners say."""

    class Meta:
        icon = "tag"
        label = _("Category")


class OptionBlock(FoldedKeyBlock):
    label = blocks.CharBlock(label=_("Answer"), max_length=200)
    key = key_block(_("The answer’s name in exports. Empty: it’s made from the words."))

    class Meta:
        label = _("Answer")


class ChoiceBlock(KeyedQuestionBlock):
    options = blocks.ListBlock(
        OptionBlock(), label=_("Answers"), min_num=2, max_num=40, default=[{"label": "", "key": ""}] * 2
    )
    routes = routes_block()

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = repeated(
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


def repeated(keys: list[str], message: str) -> dict[int, ValidationError]:
    """An error for each place where a key stands that stood before; the empty key is none."""
    return {index: ValidationError(message) for index, key in enumerate(keys) if key and key in keys[:index]}
