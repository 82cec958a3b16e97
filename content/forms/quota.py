"""How much may lie in the storage that no request names yet: by one form, and on the whole site."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.arriving import Arriving
from content.forms.upload import Upload, UploadState

FILES_A_FORM: Final = 30
BYTES_A_FORM: Final = settings.UPLOAD_FILES * settings.UPLOAD_BYTES
"""All that one form may send; what is taken back counts no more."""
FORM_IS_FULL: Final = _(
    "“%(name)s” wasn’t accepted: too many files were attached to this form and not sent. Remove some, or send the form."
)
SITE_IS_FULL: Final = _(
    "“%(name)s” couldn’t be accepted: too many files are waiting to be sent right now. Your text is safe: "
    "attach the file again later, or send the form without it and add the file afterwards."
)


def no_room_for(size: int, *, form_key: str) -> Promise | None:
    """Why no file of so many bytes is taken ahead of the form with this key; None where there is room.

    ``form_key``: the idempotency key of the form, in which its files are counted.
    """
    waiting, arriving = Upload.objects.filter(state=UploadState.PENDING), Arriving.objects.filter(storage_key="")
    of_form = waiting.filter(waits_for=form_key).aggregate(files=Count("pk"), size=Sum("size"))
    coming = arriving.filter(waits_for=form_key).aggregate(files=Count("pk"), size=Sum("length"))
    files, held = of_form["files"] + coming["files"], (of_form["size"] or 0) + (coming["size"] or 0)
    if form_key and (files >= FILES_A_FORM or held + size > BYTES_A_FORM):
        return FORM_IS_FULL
    return SITE_IS_FULL if site_is_full(size) else None


def site_is_full(size: int) -> bool:
    """Whether so many bytes more are too many on the whole site.

    Of a file on its way what has come counts, and not what was told of it: to tell costs nothing, and would keep
    everybody else from attaching a file.
    """
    waiting, arriving = Upload.objects.filter(state=UploadState.PENDING), Arriving.objects.filter(storage_key="")
    of_all = waiting.aggregate(size=Sum("size"))["size"] or 0
    of_all += arriving.aggregate(size=Sum("offset"))["size"] or 0
    return of_all + size > settings.UPLOADS_WAITING_BYTES
