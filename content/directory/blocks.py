"""What an editor writes of a body's services."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.forms.condition_blocks import key_block

LONGEST_NAME, LONGEST_TEXT = 120, 600
"""Characters."""


class OneServiceBlock(blocks.StructBlock):
    """One service. Forms ask for it by its name, and keep its key."""

    label = blocks.CharBlock(label=_("Name of the service"), max_length=LONGEST_NAME)
    text = blocks.TextBlock(label=_("In a sentence or two"), required=False, max_length=LONGEST_TEXT, default="")
    key = key_block(
        _("The service’s name in exports and for machines. Choose it once: answers are kept under it."), typed=True
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Service")
        label_format = "{label}"


class ServicesBlock(blocks.StreamBlock):
    """The services of a body."""

    service = OneServiceBlock()

    class Meta:
        template = "pages/blocks/services.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        keys = [child.value["key"] for child in cleaned]
        errors = {
            index: StructBlockValidationError(
                {"key": ValidationError(_now("This key is in use already: choose another one."))}
            )
            for index, key in enumerate(keys)
            if key in keys[:index]
        }
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned
