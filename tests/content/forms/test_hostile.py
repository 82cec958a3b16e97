"""Hostile files are refused in words or kept harmless, and cost the web's process next to nothing."""

from __future__ import annotations

import io
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from django.core.files import File
from django.core.files.storage import storages

from content.forms.file_types import TYPES
from content.forms.preparing import LEASE, are_waiting, prepare_waiting
from content.forms.taking import take
from content.forms.upload import Preparation, Upload
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.hostile_made import EACH, FORBIDDEN, KINDS, Hostile, hostile_files
from tests.content.forms.memory import MOST_GROWTH, forget, most_memory
from tests.content.forms.recordings_made import needs_ffmpeg

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(sys.platform != "linux", reason="reads what a process took in /proc"),
    needs_ffmpeg,
]
SAMPLE = 6
"""Of each kind, in every run; all of them where there is time."""
TRUE_ENDINGS = {found.mime: found.endings for found in TYPES}


@pytest.mark.parametrize("each", [SAMPLE, pytest.param(EACH, marks=pytest.mark.large)])
def test_hostile_files_are_refused_in_words_or_kept_harmless(each: int, record_property: Any) -> None:
    take([made.sent("a.jpg", made.photo()), made.sent("a.pdf", made.PDF)])  # all is loaded now
    became, wrong = Counter[str](), list[str]()
    forget()
    before = most_memory()
    for hostile in hostile_files(each):
        # Named as it comes piece by piece: of one that comes whole Django takes some of the malice off.
        taken = take([File(io.BytesIO(hostile.content), name=hostile.name)])
        became["refused" if taken.refused else "kept"] += 1
        wrong += [f"{hostile.kind} {hostile.name!r}: {why}" for why in _wrong_with(hostile, taken.arrived)]
        if not (taken.arrived or all(str(refusal.sentence) for refusal in taken.refused)):
            wrong.append(f"{hostile.kind} {hostile.name!r}: nothing was said")
    grown = most_memory() - before
    while are_waiting():
        prepare_waiting()
        Upload.objects.exclude(taken_at=None).update(taken_at=now() - LEASE)
    became["recordings kept"] = Upload.objects.filter(preparation=Preparation.READY).count()
    became["recordings refused"] = Upload.objects.filter(preparation=Preparation.UNREADABLE).count()
    for upload in Upload.objects.filter(preparation=Preparation.READY):
        wrong += [f"{upload.name}: {why}" for why in _left_in(_kept(upload))]
    record_property("said", f"{each * len(KINDS)} hostile files: {dict(became)}; growth {grown / 1024:.0f} MB")
    assert wrong == []
    assert grown < MOST_GROWTH
    assert len(take([made.sent("honest.jpg", made.photo())]).arrived) == 1


def _wrong_with(hostile: Hostile, arrived: tuple[Upload, ...]) -> Iterator[str]:
    for upload in arrived:
        odd = [sign for sign in upload.name if unicodedata.category(sign) in ("Cc", "Cf") or sign in "/\\"]
        if (
            odd
            or len(upload.name) > 200
            or upload.name.rpartition(".")[2].lower() not in TRUE_ENDINGS[upload.content_type]
        ):
            yield f"it is called {upload.name!r}"
        if upload.preparation == Preparation.NOT_NEEDED:
            yield from _left_in(_kept(upload))
            if upload.thumbnail:
                with storages["private"].open(upload.thumbnail) as small:
                    yield from _left_in(small.read())


def _kept(upload: Upload) -> bytes:
    with storages["private"].open(upload.storage_key) as content:
        return bytes(content.read())


def _left_in(content: bytes) -> Iterator[str]:
    """What must not be there, in a file as it is and in all that is packed into it."""
    for place, part in _unpacked(content):
        yield from (f"{forbidden!r} in {place}" for forbidden in FORBIDDEN if forbidden in part)


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield "the file", content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from ((name, package.read(name)) for name in package.namelist())
    elif content.startswith(b"%PDF"):
        plain = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pdf.save(
                plain,
                stream_decode_level=pikepdf.StreamDecodeLevel.all,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                compress_streams=False,
            )
        yield "the PDF laid open", plain.getvalue()
