"""The bytes of a stored file, to whoever may have them: as an attachment, whole or the part that a player asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Final

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from content.forms.file_types import JPEG, PNG, RECORDINGS, WEBP
from content.forms.storing import open_stored
from content.forms.upload import Upload
from workflows.cases.models import File

SMALL: Final = "small"
"""In the query of a file's address: its thumbnail."""
SHOWN: Final = "shown"
"""The same: the file to be shown in its place, where it is a picture or a recording."""
PLAYED: Final = frozenset(found.mime for found in RECORDINGS)
PICTURES: Final = frozenset(found.mime for found in (JPEG, PNG, WEBP))
_PART: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_AT_ONCE: Final = 64 * 1024


def handed_out(
    request: HttpRequest, file: File, *, name: str = "", content_type: str = "", in_place: bool = False
) -> HttpResponseBase:
    """``file`` under ``name``, as ``content_type`` if it is no recording; for ``SMALL`` its thumbnail, or 404.

    ``in_place``: not as an attachment, where it is a picture or a recording, which nothing can be hidden in that runs.

    Whoever asks has been found to be allowed to, and the file not to be held back. Raises ``FileNotFoundError``.
    """
    if SMALL in request.GET:
        return _thumbnail(file)
    kind = file.content_type if file.content_type in PLAYED else content_type or file.content_type
    saved = not (in_place and kind in PICTURES | PLAYED)
    content = open_stored(file.storage_key)
    span = _span(request.headers.get("Range", ""), content.size) if "If-Range" not in request.headers else None
    if span is None:
        response: HttpResponseBase = FileResponse(
            content, as_attachment=saved, filename=name or file.name, content_type=kind
        )
    elif not span:
        content.close()
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{content.size}"
    else:
        response = StreamingHttpResponse(_Part(content, span), status=HTTPStatus.PARTIAL_CONTENT, content_type=kind)
        response["Content-Range"] = f"bytes {span[0]}-{span[-1]}/{content.size}"
        response["Content-Length"] = str(len(span))
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=saved, filename=name or file.name) or ""
        )
    response["Accept-Ranges"] = "bytes"
    return never_run(response)


def _thumbnail(file: File) -> HttpResponseBase:
    thumbnail = Upload.objects.filter(storage_key=file.storage_key).values_list("thumbnail", flat=True).first()
    try:
        content = open_stored(thumbnail) if thumbnail else None
    except FileNotFoundError:
        content = None
    if content is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return never_run(FileResponse(content, content_type=JPEG.mime))


def never_run(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever it holds, no browser takes it for anything else, nor lets it do anything."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _span(asked: str, size: int) -> range | None:
    """Which bytes are asked for: None for all of them, an empty range where there are none of those.

    Several parts at once, and units that nobody knows, may be answered with the whole.
    """
    found = _PART.fullmatch(asked.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        return range(max(size - int(found[2]), 0), size)
    start, end = int(found[1]), int(found[2] or size - 1)
    if found[2] and end < start:
        return None
    return range(start, min(end + 1, size)) if start < size else range(0)


@dataclass(frozen=True, slots=True)
class _Part:
    """The bytes of ``span``; closed with the answer, whether any of them were read or none."""

    content: IO[bytes]
    span: range

    def __iter__(self) -> Iterator[bytes]:
        self.content.seek(self.span.start)
        left = len(self.span)
        while left and (piece := self.content.read(min(_AT_ONCE, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self.content.close()
