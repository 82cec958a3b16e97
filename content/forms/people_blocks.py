"""Blocks for what a request has beside its questions: people other than its citizen, services, files of one kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from content.forms.plain_blocks import TickBlock
from content.forms.question_blocks import ConditionalBlock, KeyedQuestionBlock, OptionalQuestionBlock, WrittenBlock
from content.forms.taking import MAX_FILES
from permissions.translated_text import listed
from workflows.cases.models import Relation


class RelationsBlock(blocks.MultipleChoiceBlock):
    """Some of the relations that somebody may have to the person for whom they file."""

    canonical_module_path = "wagtail.blocks.MultipleChoiceBlock"  # to migrations it is the library's own

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=list(Relation.choices), **kwargs)

    def render_basic(self, value: Any, context: Any = None) -> str:
        return listed(str(Relation(each).label) for each in value or ())


class ForOtherBlock(OptionalQuestionBlock):
    """For whom the request is: for whoever files it, or for somebody whose guardian, lawyer or relative they are."""

    relations = RelationsBlock(
        label=_("What they may be to the other"), default=[str(each) for each in Relation], required=True
    )
    ask_number = TickBlock(label=_("Ask for the other’s national number, too"), required=False)
    ask_consent = TickBlock(
        label=_("Ask whether the other agrees"),
        required=False,
        help_text=_("Or why they can’t: a child, someone ill, someone missing."),
    )
    proof_from = RelationsBlock(
        label=_("Who is asked for what proves it"),
        required=False,
        default=[],
        help_text=_("They attach a file, which is shown to nobody who may not know the names."),
    )
    proof_needed = TickBlock(label=_("Nobody of those files without it"), required=False)
    proof_label = blocks.CharBlock(label=_("Question for what proves it"), required=False, max_length=200, default="")
    proof_help = blocks.TextBlock(label=_("Hint under it"), required=False, max_length=500, default="")
    translated = (*OptionalQuestionBlock.translated, "proof_label", "proof_help")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if set(cleaned["proof_from"]) - set(cleaned["relations"]):
            said = _now("Choose among those that may be chosen above.")
            raise StructBlockValidationError(block_errors={"proof_from": ValidationError(said)})
        if cleaned["proof_from"] and not cleaned["proof_label"]:
            said = _now("Write how it is asked for what proves it.")
            raise StructBlockValidationError(block_errors={"proof_label": ValidationError(said)})
        return cleaned

    class Meta:
        icon = "user"
        label = _("Filed for another")


class WithOthersBlock(ConditionalBlock):
    """Others who file the same request: their names and how to reach them."""

    more = blocks.CharBlock(label=_("Question that asks for another (Is there a further one?)"), max_length=200)
    each = blocks.CharBlock(label=_("What one of them is called (Person)"), max_length=120)
    most = blocks.IntegerBlock(label=_("How many at most"), min_value=2, max_value=10, default=5)
    ask_number = TickBlock(label=_("Ask for their national numbers, too"), required=False)
    translated = ("label", "help_text", "more", "each")

    class Meta:
        icon = "group"
        label = _("Filed together with others")


class ServiceBlock(KeyedQuestionBlock):
    """Which service of a body it is about: one of those on the pages of the directory."""

    class Meta:
        icon = "clipboard-list"
        label = _("Service of an agency")


class FilesOfOneKindBlock(WrittenBlock):
    """Files of one kind, which is told by what they are."""

    most = blocks.IntegerBlock(label=_("How many at most"), min_value=1, max_value=MAX_FILES, default=3)


class PhotoBlock(FilesOfOneKindBlock):
    camera = TickBlock(
        label=_("Open the camera at once"),
        required=False,
        help_text=_("On a phone. Photos that were taken before cannot be chosen there then."),
    )

    class Meta:
        icon = "image"
        label = _("Photos")


class VideoBlock(FilesOfOneKindBlock):
    camera = TickBlock(
        label=_("Open the camera at once"),
        required=False,
        help_text=_("On a phone. Videos that were taken before cannot be chosen there then."),
    )

    class Meta:
        icon = "media"
        label = _("Videos")


class VoiceBlock(FilesOfOneKindBlock):
    class Meta:
        icon = "media"
        label = _("Voice recordings")
