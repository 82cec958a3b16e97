"""Pictures that editors put into pages: opened apart before Wagtail opens them, as what citizens send."""

from __future__ import annotations

import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content.forms.apart import SECONDS
from content.forms.cleaning import cleaned
from content.forms.unreadable import Busy, TooMuch, Unreadable
from content.forms.uploads import WHY_NOT, named


class PictureField(WagtailImageField):
    """Wagtail's, which believes a file to be a picture by its first bytes; here it was read whole before."""

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return super().to_python(data)
        try:
            kept, _found = cleaned(File(data), until=time.monotonic() + SECONDS)
        except (TooMuch, Busy) as why:
            raise ValidationError(str(WHY_NOT[type(why)]) % named(data.name), code="unreadable") from None
        except Unreadable:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from None
        if kept.file is not data:
            kept.close()
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """The form of Wagtail's rooms for pictures, wherever one is added or replaced."""

    file = PictureField(
        label=capfirst(get_image_model()._meta.get_field("file").verbose_name),
        widget=BaseImageForm.Meta.widgets["file"],
    )
