"""How much may lie in the storage that no request names yet: by one form, and on the whole site."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.upload import Upload, UploadState

FILES_A_FORM: Final = 15
BYTES_A_FORM: Final = 200 * 1024 * 1024
"""Twice what one form may send, for whoever changes their mind; what is taken back counts no more."""
FORM_IS_FULL: Final = _(
    "“%(name)s” was not taken: too many files were attached to this form and not sent. Remove some, or send the form."
)
SITE_IS_FULL: Final = _(
    "“%(name)s” could not be taken: too many files wait for their forms just now. Your text is safe: attach the file "
    "again in a while, or send the form without it and add the file later."
)


def no_room_for(size: int, *, form_key: str) -> Promise | None:
    """Why no file of so many bytes is taken ahead of the form with this key; None where there is room.

    ``form_key``: the idempotency key of the form, in which its files are counted.
    """
    waiting = Upload.objects.filter(state=UploadState.PENDING)
    of_form = waiting.filter(waits_for=form_key).aggregate(files=Count("pk"), size=Sum("size"))
    if form_key and (of_form["files"] >= FILES_A_FORM or (of_form["size"] or 0) + size > BYTES_A_FORM):
        return FORM_IS_FULL
    of_all = waiting.aggregate(size=Sum("size"))["size"] or 0
    return SITE_IS_FULL if of_all + size > settings.UPLOADS_WAITING_BYTES else None
