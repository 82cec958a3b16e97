"""Uploads that go on after a cut, by tus 1.0: creation, how far it is, the next piece, termination, expiry.

A file begins at the address of its form, which says whose it is; from then on it has an address of its own, that nobody
can guess. What it cannot be taken for is said as soon as its first bytes tell what it is. A last request, ``POST`` to
its address, takes the whole file as any other and says what came of it: as often as it is asked, since its answer too
can be lost.
"""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus
from typing import IO, Final
from urllib.parse import urlencode

from django.core.files import File
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from content.forms.arriving import Arriving, Taken, add, became, begin, let_go, opened
from content.forms.first_piece import refused_by
from content.forms.kinds_of_files import kind_called, wrong_kind
from content.forms.quota import SITE_IS_FULL, no_room_for, site_is_full
from content.forms.refusals import TOO_LARGE, Refusal, named
from content.forms.sniffing import HEAD
from content.forms.taking import MOST_BYTES, take
from content.forms.upload import Upload
from content.forms.uploads import GONE, NOT_TAKEN, forget, said_of

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,termination,expiration"
PIECE: Final = "application/offset+octet-stream"
ASKED: Final = "asked"
"""In the query of a file's address: the kind of the question that it answers."""
MOST_A_PIECE: Final = 8 * 1024 * 1024
"""Bytes: of a piece that is cut off nothing is kept, so large ones are of no use."""


def begins_here(request: HttpRequest) -> bool:
    """Whether a file that comes piece by piece is to begin. Its fields are those of the form, and told as metadata."""
    if request.method != "POST" or "Tus-Resumable" not in request.headers:
        return False
    fields = QueryDict(mutable=True)
    for name, value in _metadata(request.headers.get("Upload-Metadata", "")).items():
        fields[name] = value
    request.POST = fields  # type: ignore[assignment]  # as if they had come in a body, which a beginning has none of
    return True


def begun(request: HttpRequest, *, form_key: str, asked: str = "") -> HttpResponse:
    """201 and the address of a new file, or why it is not taken, as ``sent_ahead`` says it; ``asked`` as there."""
    if request.headers.get("Tus-Resumable") != VERSION:
        return _answer(HTTPStatus.PRECONDITION_FAILED)
    length = _whole(request.headers.get("Upload-Length"))
    # As Django reads a name that comes with its file: PostgreSQL keeps no zero, and no mark turns a sentence around.
    name = "".join(filter(str.isprintable, request.POST.get("filename", "")))
    if length is None:
        return _answer(HTTPStatus.BAD_REQUEST)
    if length > MOST_BYTES:
        sentence = TOO_LARGE % {**named(name), "limit": MOST_BYTES // 1024**2}
        return _told(JsonResponse({"refused": sentence}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
    if (no_room := no_room_for(length, form_key=form_key)) is not None:
        return _told(JsonResponse({"refused": str(no_room) % named(name)}, status=NOT_TAKEN))
    arriving = begin(name=name, length=length, form_key=form_key)
    response = _answer(HTTPStatus.CREATED, arriving)
    address = reverse("arriving", args=[arriving.key])
    # What is asked goes along in the address: it only brings forward what the form says of the file in any case.
    response["Location"] = f"{address}?{urlencode({ASKED: asked})}" if kind_called(asked) else address
    return response


@csrf_exempt  # its address is the proof: nobody else knows it
@never_cache
def arriving_file(request: HttpRequest, key: str) -> HttpResponse:
    """One file on its way, at its own address."""
    if request.method == "OPTIONS":
        response = _answer(HTTPStatus.NO_CONTENT)
        response["Tus-Version"], response["Tus-Extension"] = VERSION, EXTENSIONS
        response["Tus-Max-Size"] = str(MOST_BYTES)
        return response
    if request.method not in _ANSWERS:
        return _answer(HTTPStatus.METHOD_NOT_ALLOWED)
    if request.method != "POST" and request.headers.get("Tus-Resumable") != VERSION:
        return _answer(HTTPStatus.PRECONDITION_FAILED)
    arriving = Arriving.objects.filter(key=key).first()
    if arriving is None:
        return _answer(HTTPStatus.NOT_FOUND)
    try:
        return _ANSWERS[request.method](request, arriving)
    except Taken:
        return _answer(HTTPStatus.LOCKED)
    except Arriving.DoesNotExist:
        return _answer(HTTPStatus.GONE)


def _how_far(_request: HttpRequest, arriving: Arriving) -> HttpResponse:
    response = _answer(HTTPStatus.OK, arriving)
    response["Upload-Length"] = str(arriving.length)
    return response


def _next_piece(request: HttpRequest, arriving: Arriving) -> HttpResponse:
    if request.headers.get("Content-Type") != PIECE:
        return _answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if arriving.storage_key:
        return _answer(HTTPStatus.CONFLICT, arriving)
    with opened(arriving) as content:
        if _whole(request.headers.get("Upload-Offset")) != arriving.offset:
            return _answer(HTTPStatus.CONFLICT, arriving)
        coming, room = int(request.META.get("CONTENT_LENGTH") or 0), arriving.length - arriving.offset
        if coming > room:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, arriving)
        if site_is_full(coming):
            return _told(JsonResponse({"refused": str(SITE_IS_FULL) % named(arriving.name)}, status=NOT_TAKEN))
        before = arriving.offset
        add(arriving, content, request, most=coming)
        refusal = _told_by_its_head(arriving, content, before, asked=request.GET.get(ASKED, ""))
        if refusal is not None:
            let_go(arriving)
            return _told(said_of(refusal))
    return _answer(HTTPStatus.NO_CONTENT, arriving)


def _told_by_its_head(arriving: Arriving, content: IO[bytes], before: int, *, asked: str) -> Refusal | None:
    """Why the file is not taken, where this piece brought the bytes that tell, and others are to come."""
    if arriving.is_whole or not before < HEAD <= arriving.offset:
        return None
    content.seek(0)
    return refused_by(content.read(HEAD), name=arriving.name, asked=asked)


def _end(_request: HttpRequest, arriving: Arriving) -> HttpResponse:
    with opened(arriving):
        let_go(arriving)
    return _answer(HTTPStatus.NO_CONTENT)


def _take_whole(request: HttpRequest, arriving: Arriving) -> HttpResponse:
    """What became of the file, once all of it is there; 409 before."""
    if not arriving.storage_key:
        with opened(arriving) as content:
            if not arriving.is_whole:
                return _answer(HTTPStatus.CONFLICT, arriving)
            if not arriving.storage_key:
                taken = take(
                    [File(content, arriving.name)], form_key=arriving.waits_for, most=MOST_BYTES, has_room=True
                )
                for refusal in taken.refused:
                    if not refusal.again:
                        let_go(arriving)
                    return said_of(refusal)
                (upload,) = taken.became
                if (wrong := wrong_kind(request.GET.get(ASKED, ""), upload)) is not None:
                    let_go(arriving)
                    if upload in taken.arrived:  # one that came before answers another question of the form
                        forget(upload)
                    return said_of(wrong)
                became(arriving, upload.storage_key)
    known = Upload.objects.filter(storage_key=arriving.storage_key).first()
    if known is None:
        return JsonResponse({"refused": str(GONE)}, status=NOT_TAKEN)
    return said_of(known)


_ANSWERS: Final = {"HEAD": _how_far, "PATCH": _next_piece, "DELETE": _end, "POST": _take_whole}


def _answer(status: int, arriving: Arriving | None = None) -> HttpResponse:
    response = _told(HttpResponse(status=status))
    if arriving is not None:
        response["Upload-Offset"] = str(arriving.offset)
        response["Upload-Expires"] = http_date(arriving.ends_at.timestamp())
    return response


def _told(response: HttpResponse) -> HttpResponse:
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    return response


def _whole(written: str | None) -> int | None:
    """A number of bytes as a header gives it; None for anything else."""
    written = written or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else None


def _metadata(written: str) -> dict[str, str]:
    """Names and values of ``Upload-Metadata``: each value in Base64. What cannot be read is left out."""
    found: dict[str, str] = {}
    for pair in written.split(",")[:20]:
        name, _space, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found
