"""Photos as they are kept: the picture alone, the right way up, without what a camera writes about its owner."""

from __future__ import annotations

import struct
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from typing import Any, Final, cast

import pillow_heif
from django.core.files import File
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from content.forms.sniffing import HEIC, JPEG, PNG, WEBP, FileType

MOST_PIXELS: Final = 52_000_000
"""Above the 50 megapixels of phones as they come; decoded some 210 MB, while turned twice that."""
_IN_MEMORY: Final = 1024 * 1024
_FINE: Final = 92
"""A quality from 1 to 100 at which nobody sees a difference."""
_COARSEST_TABLE: Final = 255
_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Warning,
    struct.error,
    Image.DecompressionBombError,
)
"""What readers of pictures raise at bytes that are none; the oddest come from their metadata."""
_one_at_a_time = threading.Lock()

pillow_heif.register_heif_opener(thumbnails=False)


class BrokenPicture(Exception):
    """The bytes cannot be read as the picture that they begin as, or are too many pixels to be a photo."""


def cleaned(content: File[bytes], found: FileType) -> tuple[File[bytes], FileType]:
    """The file to keep instead of ``content``, at its start, and its type; anything but a picture stays as it is.

    The picture is decoded and written anew with its colour profile and nothing else: no place, time, device, comment,
    thumbnail, second picture or bytes behind its end. It is turned as its orientation says first. PNG keeps each
    pixel; JPEG keeps its own tables and sampling, so that nothing is lost to the eye; of moving pictures the first
    frame is kept. HEIC becomes JPEG: few desks can open HEIC, and to write it takes a minute of CPU.

    One at a time in a process, which bounds the memory. Raises ``BrokenPicture``.
    """
    if found not in _WRITERS:
        return content, found
    with _one_at_a_time, ExitStack() as closing:
        picture = _picture_in(content, found)
        kept_type, options = _WRITERS[found](picture)
        _turn_upright(picture)
        if kept_type != found:
            picture = picture.convert("RGB")
        profile = picture.info.get("icc_profile")
        picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
        kept: File[bytes] = File(closing.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY)), name=content.name)
        picture.save(kept, _FORMATS[kept_type], icc_profile=profile, **options)
        closing.pop_all()  # the caller closes it
    kept.size = kept.tell()
    kept.seek(0)
    return kept, kept_type


def _picture_in(content: File[bytes], found: FileType) -> Image.Image:
    content.seek(0)
    try:
        picture = Image.open(content, formats=[_FORMATS[found]])
        if picture.width * picture.height > MOST_PIXELS:
            raise BrokenPicture
        picture.load()
    except _BROKEN as error:
        raise BrokenPicture from error
    finally:
        content.seek(0)
    return picture


def _turn_upright(picture: Image.Image) -> None:
    """As its orientation says; one whose orientation cannot be read stands as it is."""
    with suppress(*_BROKEN):
        ImageOps.exif_transpose(picture, in_place=True)


def _as_jpeg(picture: Image.Image) -> tuple[FileType, Mapping[str, Any]]:
    read = cast("JpegImageFile", picture)
    tables = read.quantization
    if not tables or max(max(table) for table in tables.values()) > _COARSEST_TABLE:
        return JPEG, {"quality": _FINE}
    return JPEG, {"qtables": tables, "subsampling": get_sampling(read), "optimize": True}


def _as_png(picture: Image.Image) -> tuple[FileType, Mapping[str, Any]]:
    return PNG, {}


def _as_webp(picture: Image.Image) -> tuple[FileType, Mapping[str, Any]]:
    return WEBP, {"quality": _FINE}


def _from_heic(picture: Image.Image) -> tuple[FileType, Mapping[str, Any]]:
    return JPEG, {"quality": _FINE, "subsampling": 0}


_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}
_WRITERS: Final[Mapping[FileType, Callable[[Image.Image], tuple[FileType, Mapping[str, Any]]]]] = {
    JPEG: _as_jpeg,
    PNG: _as_png,
    WEBP: _as_webp,
    HEIC: _from_heic,
}
