"""Pictures that editors put into pages: written anew before Wagtail opens them, as what citizens send."""

from __future__ import annotations

import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content.forms import scanner
from content.forms.apart import SECONDS
from content.forms.cleaning import cleaned
from content.forms.file_names import clean_name
from content.forms.file_types import KEPT_AS
from content.forms.refusals import WHY_NOT, named
from content.forms.unreadable import Busy, Infected, OtherType, TooMuch, Unreadable


class PictureField(WagtailImageField):
    """Wagtail's, which believes a file to be a picture by its first bytes, and keeps all that a camera wrote into it.

    A page shows it to everybody at once: while the virus scanner is away, none is taken.
    """

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return super().to_python(data)
        until = time.monotonic() + SECONDS
        try:
            kept, found = cleaned(File(data), until=until)
            with kept:
                if found not in KEPT_AS.values():
                    raise OtherType
                if scanner.is_asked():
                    scanner.look_through(kept, until=until)
                anew = SimpleUploadedFile(clean_name(data.name, found), kept.read(), content_type=found.mime)
        except scanner.Away:
            raise ValidationError(str(WHY_NOT[Busy]) % named(data.name), code="unreadable") from None
        except (TooMuch, Busy, Infected) as why:
            raise ValidationError(str(WHY_NOT[type(why)]) % named(data.name), code="unreadable") from None
        except Unreadable:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from None
        return super().to_python(anew)


class PictureForm(BaseImageForm):
    """The form of Wagtail's rooms for pictures, wherever one is added or replaced."""

    file = PictureField(
        label=capfirst(get_image_model()._meta.get_field("file").verbose_name),
        widget=BaseImageForm.Meta.widgets["file"],
    )
