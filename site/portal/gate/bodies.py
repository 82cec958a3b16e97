"""How much each address takes: what is larger is refused before a byte of it is read or laid into a temporary file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest
from wagtail.models import Page

from content.forms.page import FormPage
from content.forms.resumable import MOST_A_PIECE
from content.forms.taking import MAX_BYTES
from content.forms.uploads import AT_ONCE_BYTES, UPLOAD_QUERY
from portal.admin_screens.fence import ADMIN
from portal.gate.announcing import LITTLE
from workflows.questions.types import WITH_FILES

WORDS: Final = 4_500_000
"""Bytes: all that Django lets fields hold (``DATA_UPLOAD_MAX_MEMORY_SIZE``), with what a browser writes around them."""
ONE_FILE: Final = MAX_BYTES + LITTLE
FILES: Final = AT_ONCE_BYTES + WORDS
PICTURE: Final = 10 * 1024 * 1024 + LITTLE
"""Wagtail's own limit for a picture, which it tells in a sentence."""
TAKES: Final[Mapping[str, int]] = {
    "api:file": WORDS,
    "api:upload": ONE_FILE,
    "arriving": MOST_A_PIECE,
    "follow_act": FILES,
    "desk:act": FILES,
    "desk:asked_one": FILES,
    "call_centre:call": FILES,
    "wagtailimages:add": PICTURE,
    "wagtailimages:add_multiple": PICTURE,
    "wagtailimages:edit": PICTURE,
    "wagtailimages_chooser:create": PICTURE,
    "wagtaildocs:add": ONE_FILE,
    "wagtaildocs:add_multiple": ONE_FILE,
    "wagtaildocs:edit": ONE_FILE,
    "wagtaildocs_chooser:create": ONE_FILE,
}
"""By the name of the address; forms are pages, which say it themselves."""
AHEAD: Final = ("follow_act", "desk:act", "desk:asked_one", "call_centre:call")
"""Where a file may come ahead of its form."""
PAGES: Final = "wagtail_serve"
SAFE: Final = ("GET", "HEAD", "OPTIONS", "TRACE")


def most_bytes(request: HttpRequest, *args: str) -> int:
    """What the address of ``request`` takes at most; ``args`` are the parts of the address, as they were read."""
    match = request.resolver_match
    name = match.view_name if match is not None else ""
    if request.method in SAFE:
        return LITTLE
    if name == PAGES:
        return _most_of_page(request, args[0] if args else "")
    if UPLOAD_QUERY in request.GET and name in AHEAD:
        return ONE_FILE
    if request.path_info.startswith(ADMIN):
        return TAKES.get(name, WORDS) if request.user.is_authenticated else LITTLE
    return TAKES.get(name, LITTLE)


def _most_of_page(request: HttpRequest, path: str) -> int:
    """A page takes nothing, unless it is a form; that of one without files takes none."""
    found = Page.route_for_request(request, path)
    page = found.page if found is not None else None
    if not isinstance(page, FormPage):
        return LITTLE
    if not any(question.kind in WITH_FILES for question in page.schema.questions):
        return WORDS
    return ONE_FILE if UPLOAD_QUERY in request.GET else FILES
