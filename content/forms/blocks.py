"""The questions that an editor builds a form from, as StreamField blocks."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from content.forms.condition_blocks import key_block
from content.forms.key_making import give_keys
from content.forms.keys import PART_LENGTH, RESERVED_KEYS
from content.forms.people_blocks import (
    ForOtherBlock,
    PhotoBlock,
    ServiceBlock,
    VideoBlock,
    VoiceBlock,
    WithOthersBlock,
)
from content.forms.question_blocks import (
    AgencyBlock,
    AreaBlock,
    BodyBlock,
    CategoryBlock,
    ChoiceBlock,
    ChoicesBlock,
    ConcernsBlock,
    ConditionalBlock,
    ConfidentialBlock,
    ConsentBlock,
    ContactBlock,
    DateBlock,
    EmailBlock,
    FilesBlock,
    LongTextBlock,
    MoneyBlock,
    NationalNumberBlock,
    NumberBlock,
    PhoneBlock,
    PlaceBlock,
    ShortTextBlock,
    StatementBlock,
    SubjectBlock,
    YesNoBlock,
    repeated,
)
from content.forms.questions import placed
from content.forms.rule_names import name_by_keys, take_words_for_keys
from content.forms.rules_checked import check_rules
from permissions.translated_text import listed


class GroupedBlock(blocks.StreamBlock):
    """The questions of a group: those that are answered in a word or two."""

    short_text = ShortTextBlock()
    choice = ChoiceBlock()
    yes_no = YesNoBlock()
    date = DateBlock()
    number = NumberBlock()
    money = MoneyBlock()
    phone_number = PhoneBlock()
    national_number = NationalNumberBlock()
    body = BodyBlock()

    class Meta:
        max_num = 8


class GroupBlock(ConditionalBlock):
    """Questions that are answered once or several times, as of each child: the first time always, then on request."""

    label = blocks.CharBlock(label=_("What it is about (Child)"), max_length=120)
    more = blocks.CharBlock(label=_("Question that asks for another (Is there another child?)"), max_length=200)
    key = key_block(_("Answers are kept as child_1_name, child_2_name. Empty: it’s made from the words."), PART_LENGTH)
    most = blocks.IntegerBlock(label=_("How many times at most"), min_value=2, max_value=10, default=3)
    questions = GroupedBlock(label=_("Questions"))
    translated = ("label", "help_text", "more")

    def get_translatable_segments(self, value: blocks.StructValue) -> list[StringSegmentValue]:
        """Those of its questions, too, each under the place of its question."""
        segments = super().get_translatable_segments(value)
        for child in value["questions"]:
            inner = child.block.get_translatable_segments(child.value)
            segments += [segment.wrap(child.id).wrap("questions") for segment in inner]
        return segments

    def restore_translated_segments(
        self, value: blocks.StructValue, segments: list[StringSegmentValue]
    ) -> blocks.StructValue:
        own = [segment for segment in segments if not segment.path.startswith("questions.")]
        super().restore_translated_segments(value, own)
        for child in value["questions"]:
            inner = [each.unwrap()[1] for each in (segment.unwrap()[1] for segment in segments if segment not in own)
                     if each.unwrap()[0] == child.id]  # fmt: skip
            child.block.restore_translated_segments(child.value, inner)
        return value

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not cleaned["questions"]:
            raise StructBlockValidationError({"questions": ValidationError(_now("Add a question to it."))})
        keys = [child.value["key"] for child in cleaned["questions"]]
        errors = repeated(keys, _now("Another question of this group has this key already."))
        for index, key in enumerate(keys):
            if len(key) > PART_LENGTH:
                told = _now("In a group a key has at most %(limit)d characters.") % {"limit": PART_LENGTH}
                errors[index] = ValidationError(told)
        if errors:
            wrapped = {index: StructBlockValidationError({"key": error}) for index, error in errors.items()}
            raise StructBlockValidationError({"questions": StreamBlockValidationError(block_errors=wrapped)})
        return cleaned

    class Meta:
        icon = "copy"
        label = _("Questions that are asked several times")


class StepBlock(ConditionalBlock):
    """Begins a new page. ``label``: what the page is about."""

    label = blocks.CharBlock(label=_("Title of the step"), max_length=120)
    help_text = blocks.TextBlock(label=_("Text under the title"), required=False, max_length=500, default="")
    key = key_block(_("Answers lead here by this name. Empty: it’s made from the words."))

    class Meta:
        icon = "arrow-right"
        label = _("Step: a new page")


class WordsBlock(ConditionalBlock):
    """Words between two questions."""

    label = blocks.CharBlock(label=_("Heading"), required=False, max_length=200, default="")
    help_text = blocks.TextBlock(label=_("Text"), max_length=2_000)

    class Meta:
        icon = "pilcrow"
        label = _("Text, no question")


class ExitBlock(ConditionalBlock):
    """Where the form ends for whoever has to go elsewhere: what they wrote is not sent."""

    label = blocks.CharBlock(label=_("Heading"), max_length=200)
    help_text = blocks.TextBlock(label=_("Text"), max_length=2_000)
    key = key_block(_("Answers lead here by this name. Empty: it’s made from the words."))
    link = blocks.RegexBlock(
        regex=r"^(/(?![/\\])|https:/{2}\w)\S*$",
        max_length=300,
        required=False,
        default="",
        label=_("Address"),
        help_text=_("Of a page here, as /ar/file/rights/, or of another site; each language may have its own."),
        error_messages={
            "invalid": _("Write the address of a page here from its / on, or one of another site from https on.")
        },
    )
    link_words = blocks.CharBlock(label=_("Text of the link"), required=False, max_length=120, default="")
    translated = ("label", "help_text", "link", "link_words")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if bool(cleaned["link"]) != bool(cleaned["link_words"]) and not self.is_deferred_validation:
            error = ValidationError(_now("A link needs both an address and a text."))
            raise StructBlockValidationError(block_errors={"link_words": error})
        return cleaned

    class Meta:
        icon = "redirect"
        label = _("Exit: go elsewhere")


def _ask_once_where(value: blocks.StreamValue) -> None:
    """Both questions for the place fill the same words of the request: raise where a form has both."""
    places = [index for index, child in enumerate(value) if child.block_type in ("place", "area")]
    if len(places) > 1:
        error = ValidationError(_now("The form asks for the place twice: keep one of the two questions."))
        wrapped = StructBlockValidationError(block_errors={"label": error})
        raise StreamBlockValidationError(block_errors={places[1]: wrapped})


def _ask_always(value: blocks.StreamValue) -> None:
    asked = {child.block_type for child in value}
    missing = [str(value.stream_block.child_blocks[name].label) for name in ALWAYS if name not in asked]
    if missing:
        said = _now("A form needs these questions: %(questions)s.") % {"questions": listed(missing)}
        raise StreamBlockValidationError(non_block_errors=[ValidationError(said)])


ALWAYS = ("subject", "text")
"""A case without a subject or a statement could not be read by anyone."""
ONCE = (
    *("agency", "place", "area", "files", "concerns", "contact", "confidential", "category"),
    *("for_other", "with_others"),
)
"""What a case has once at most."""


def first_questions() -> list[tuple[str, dict[str, str]]]:
    """What an empty form begins with."""
    return [(name, {"label": "", "help_text": ""}) for name in ALWAYS]


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a form, in their order. The names of the children are the kinds of ``schema.QuestionKind``."""

    agency = AgencyBlock()
    subject = SubjectBlock()
    text = StatementBlock()
    place = PlaceBlock()
    area = AreaBlock()
    files = FilesBlock()
    concerns = ConcernsBlock()
    contact = ContactBlock()
    confidential = ConfidentialBlock()
    category = CategoryBlock()
    for_other = ForOtherBlock()
    with_others = WithOthersBlock()
    short_text = ShortTextBlock(group=_("Your own question"))
    long_text = LongTextBlock(group=_("Your own question"))
    choice = ChoiceBlock(group=_("Your own question"))
    choices = ChoicesBlock(group=_("Your own question"))
    yes_no = YesNoBlock(group=_("Your own question"))
    date = DateBlock(group=_("Your own question"))
    number = NumberBlock(group=_("Your own question"))
    money = MoneyBlock(group=_("Your own question"))
    phone_number = PhoneBlock(group=_("Your own question"))
    email_address = EmailBlock(group=_("Your own question"))
    national_number = NationalNumberBlock(group=_("Your own question"))
    body = BodyBlock(group=_("Your own question"))
    service = ServiceBlock(group=_("Your own question"))
    photo = PhotoBlock(group=_("Your own question"))
    video = VideoBlock(group=_("Your own question"))
    voice = VoiceBlock(group=_("Your own question"))
    consent = ConsentBlock(group=_("Your own question"))
    group = GroupBlock(group=_("Your own question"))
    step = StepBlock(group=_("Between the questions"))
    words = WordsBlock(group=_("Between the questions"))
    exit = ExitBlock(group=_("Between the questions"))

    class Meta:
        # What a form needs is said when it is published: Wagtail's browser side says it before a word is written.
        block_counts: ClassVar[dict[str, dict[str, int]]] = {name: {"max_num": 1} for name in (*ALWAYS, *ONCE)}

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        give_keys(value)
        name_by_keys(value)
        cleaned = super().clean(value)
        take_words_for_keys(cleaned)
        if self.is_deferred_validation:
            return cleaned
        _ask_always(cleaned)
        _ask_once_where(cleaned)
        errors: dict[int, ValidationError] = {}
        first: dict[str, int] = {}
        for index, question in placed(cleaned):
            if first.setdefault(question.key, index) != index:
                errors[index] = ValidationError(_now("Another question of this form has this key already."))
        for index, child in enumerate(cleaned):
            if child.value.get("key", "") in RESERVED_KEYS:
                errors[index] = ValidationError(_now("The platform uses this name itself: choose another."))
        if errors:
            wrapped = {index: StructBlockValidationError({"key": error}) for index, error in errors.items()}
            raise StreamBlockValidationError(block_errors=wrapped)
        check_rules(cleaned)
        return cleaned
