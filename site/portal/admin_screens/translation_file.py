"""A translation that comes back as a file (PO): wagtail-localize takes it badly when it does not say whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import upload_pofile

_WHOSE: Final = "X-WagtailLocalize-TranslationID"


def _take(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    try:
        taken: HttpResponseBase = upload_pofile(request, translation_id)
    except MultiValueDictKeyError:
        raise
    except KeyError as error:
        if error.args != (_WHOSE,):
            raise
        messages.error(
            request,
            _(
                "This file doesn’t say which translation it belongs to. Download the file of this page, fill it in and "
                "upload that one."
            ),
        )
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    return taken


take_translation_file: Callable[..., HttpResponseBase] = require_admin_access(_take)
