"""Finds tokens in whatever it is given: text, bytes, archives, compressed streams, encoded words."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

from pypdf import PdfReader
from pypdf.errors import PyPdfError

PREFIX = "zq"
CASES = ("sealed", "confidential", "guarded", "other", "mine")
TOKEN = re.compile(rf"{PREFIX}(?:{'|'.join(CASES)})0[a-z]+0")
"""``zq`` + the case + ``0`` + where it was planted + ``0``: no language has such a word, and no search splits it."""
ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
DEEPEST = 4
TO_PLAIN = bytes.maketrans(b"-_", b"+/")


def token(case: str, place: str) -> str:
    return f"{PREFIX}{case}0{place}0"


def tokens_in(content: Any) -> set[str]:
    """All tokens in a text, bytes, or anything that JSON can say."""
    if not isinstance(content, str | bytes):
        content = json.dumps(content, default=str, ensure_ascii=False)
    raw = content.encode() if isinstance(content, str) else content
    return {found for layer in _layers(raw, DEEPEST) for found in _plain(layer)}


def _plain(raw: bytes) -> set[str]:
    text = raw.decode("utf-8", errors="replace")
    return set(TOKEN.findall(text.lower())) | set(TOKEN.findall(unquote_plus(text).lower())) | _wide(raw)


def _wide(raw: bytes) -> set[str]:
    """Two bytes a letter, as PDFs and spreadsheets of old have it."""
    texts = (raw.decode(name, errors="ignore").lower() for name in ("utf-16-be", "utf-16-le"))
    return {each for text in texts for each in TOKEN.findall(text)}


def _layers(raw: bytes, depth: int) -> Iterator[bytes]:
    """The bytes, and all that is packed in them."""
    yield raw
    if depth == 0:
        return
    for inner in (*_unzipped(raw), *_inflated(raw), *_read(raw), *_decoded(raw)):
        yield from _layers(inner, depth - 1)


def _unzipped(raw: bytes) -> Iterator[bytes]:
    """What an archive holds. A key in base 64 begins by chance as an archive does, once in some ten thousand."""
    try:
        if raw[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                yield from (name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
        if raw[:2] == b"\x1f\x8b":
            yield gzip.decompress(raw)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError):
        return


def _inflated(raw: bytes) -> Iterator[bytes]:
    """The streams of a PDF, and whatever else was deflated alone."""
    starts = [found.end() for found in re.finditer(rb"stream\r?\n", raw)] if raw[:4] == b"%PDF" else []
    for start in [*starts, *([0] if raw[:1] == b"x" else [])]:
        try:
            yield zlib.decompressobj().decompress(raw[start:])
        except zlib.error:
            continue


def _read(raw: bytes) -> Iterator[bytes]:
    """What a PDF says to who reads it: its fonts number the letters, so its streams hold no words."""
    if raw[:4] != b"%PDF":
        return
    try:
        for page in PdfReader(io.BytesIO(raw)).pages:
            yield page.extract_text().encode()
    except PyPdfError:
        return


def _decoded(raw: bytes) -> Iterator[bytes]:
    """Words in base 64, as sessions, mails and signed links carry them."""
    for found in ENCODED.findall(raw) if len(raw) < 200_000 else ():
        padded = found.rstrip(b"=") + b"=" * (-len(found.rstrip(b"=")) % 4)
        try:
            yield base64.b64decode(padded.translate(TO_PLAIN))
        except binascii.Error:
            continue
