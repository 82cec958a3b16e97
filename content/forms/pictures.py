"""Photos as they are kept: the picture alone, the right way up, without what a camera writes about its owner."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import IO, Any, Final, cast

import pillow_heif
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from content.forms.colours import bare_profile
from content.forms.file_types import HEIC, JPEG, KEPT_AS, PNG, WEBP, FileType
from content.forms.unreadable import TooMuch

MOST_PIXELS: Final[dict[FileType, int]] = {JPEG: 52_000_000, PNG: 52_000_000, HEIC: 52_000_000, WEBP: 16_000_000}
"""Above the 50 megapixels of phones as they come, which take 460 to 600 MB while they are turned and written anew.
WebP takes three times as much a pixel, and no phone writes it: what messengers make of photos has some 2."""
MOST_SCANS: Final = 20
"""Each is one more walk over the whole picture. Photos have 10 as libjpeg writes them, pictures for print 18."""
FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}
_SELDOM: Final = ("GIF", "BMP", "TIFF", "WEBP")
FINE: Final = 92
"""A quality from 1 to 100 at which nobody sees a difference."""
_COARSE: Final = 75
_COARSEST_TABLE: Final = 255
SMALL_SIDE: Final = 320
"""Pixels of a thumbnail's longer side."""
_ROUGH: Final = 4
"""So many times as large it is taken from the picture pixel by pixel, which costs nothing, and made fine from there."""
_MARKER: Final = re.compile(rb"\xff([^\x00\xff])")
_ALONE: Final = {*range(0x01, 0xC0), *range(0xD0, 0xD9)}
"""The markers without a length: restarts and the start. And those that are none: where a restart is due libjpeg looks
for the next marker right behind them, so that scans could hide in what would be their segment."""
_SCAN, _END = 0xDA, 0xD9

pillow_heif.register_heif_opener(thumbnails=False)


def write_anew(content: IO[bytes], found: FileType, kept: IO[bytes], small: IO[bytes] | None = None) -> FileType:
    """Decode the picture in ``content`` and write it to ``kept`` as ``KEPT_AS`` says, with its colour profile alone.

    No place, time, device, comment, thumbnail, second picture or bytes behind its end go along. It is turned as its
    orientation says first. PNG keeps each pixel; JPEG keeps its own tables and sampling, so that nothing is lost to
    the eye; of moving pictures the first frame is kept. Returns the type that it then has. Raises ``TooMuch``, and
    whatever the readers of pictures raise at bytes that are none. ``small``: where its thumbnail goes; none is drawn
    of a picture that leaves no room for it.
    """
    picture, options = _opened(content, found)
    if KEPT_AS[found] != found:
        picture = picture.convert("RGB")
    profile = bare_profile(picture.info.get("icc_profile"))
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    try:
        picture.save(kept, FORMATS[KEPT_AS[found]], icc_profile=profile, **options)
    except OSError as error:  # it was read whole: what its writer lacks is memory
        raise TooMuch from error
    if small is not None:
        draw_small(picture, profile, small)
    return KEPT_AS[found]


def draw_small(picture: Image.Image, profile: bytes | None, small: IO[bytes]) -> None:
    """Its thumbnail, a JPEG with its colour profile alone, where that fits; what can be seen through is white there."""
    width, height = picture.size
    scale = min(1.0, SMALL_SIDE * _ROUGH / max(width, height))
    drawn = io.BytesIO()
    try:
        rough = picture.resize((max(1, int(width * scale)), max(1, int(height * scale))), Image.Resampling.NEAREST)
        if rough.mode not in ("RGB", "L"):
            clear, profile = rough.convert("RGB" if rough.mode == "CMYK" else "RGBA"), None
            rough = Image.new("RGB", clear.size, "white")
            rough.paste(clear, mask=clear if clear.mode == "RGBA" else None)
        rough.thumbnail((SMALL_SIDE, SMALL_SIDE))
        rough.save(drawn, "JPEG", quality=_COARSE, icc_profile=profile)
    except (MemoryError, OSError, ValueError):
        return
    small.write(drawn.getvalue())


def written_as_png(content: IO[bytes]) -> bytes:
    """Its first frame, of a picture that no camera writes: GIF, BMP, TIFF, and WebP inside of a document."""
    head = content.read(30)
    if head.startswith(b"RIFF"):
        _check_size(_size_of_webp(head), WEBP)
    content.seek(0)
    picture: Image.Image = Image.open(content, formats=_SELDOM)
    _check_size(picture.size, WEBP)
    if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        picture = picture.convert("RGB")
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def scans(content: bytes) -> int:
    """How often a JPEG draws over its whole picture, told by its markers and without decoding it.

    They are found as libjpeg finds them: bytes between two of them, and what stands inside of segments, do not count.
    """
    found, at = 0, 2
    while marker := _MARKER.search(content, at):
        code, at = marker[1][0], marker.end()
        if code == _END:
            break
        found += code == _SCAN
        if code not in _ALONE:
            at += int.from_bytes(content[at : at + 2], "big")
    return found


def opened(content: IO[bytes], found: FileType) -> Image.Image:
    """The picture upright, as one that no longer holds what decoded it, with its colour profile alone beside. Raises as
    ``write_anew`` does."""
    picture, _options = _opened(content, found)
    picture.info = {
        "icc_profile": bare_profile(picture.info.get("icc_profile")),
        **{name: value for name, value in picture.info.items() if name == "transparency"},
    }
    return picture


def _opened(content: IO[bytes], found: FileType) -> tuple[Image.Image, Mapping[str, Any]]:
    """The same with all that it says of itself, and how it is to be written."""
    if found == WEBP:
        _check_size(_size_of_webp(content.read(30)), found)
    if found == JPEG and scans(content.read()) > MOST_SCANS:
        raise TooMuch
    content.seek(0)
    try:
        picture = Image.open(content, formats=[FORMATS[found]])
    except Image.DecompressionBombError as error:
        raise TooMuch from error
    _check_size(picture.size, found)
    picture.load()
    return _upright(picture), _OPTIONS[found](picture)


def _check_size(size: tuple[int, int], found: FileType) -> None:
    width, height = size
    if width * height > MOST_PIXELS[found]:
        raise TooMuch


def _size_of_webp(head: bytes) -> tuple[int, int]:
    """Width and height as the head of a WebP gives them: its reader makes room for them as soon as it opens it."""
    kind = head[12:16]
    if kind == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L":
        both = int.from_bytes(head[21:25], "little")
        return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def _upright(picture: Image.Image) -> Image.Image:
    """As its orientation says; one whose orientation cannot be read stands as it is."""
    try:
        return ImageOps.exif_transpose(picture)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  what a hostile Exif makes its reader raise is anybody's guess
        return picture.copy()


def _jpeg(picture: Image.Image) -> Mapping[str, Any]:
    read = cast("JpegImageFile", picture)
    tables = read.quantization
    if not tables or max(max(table) for table in tables.values()) > _COARSEST_TABLE:
        return {"quality": FINE}
    return {"qtables": tables, "subsampling": get_sampling(read), "optimize": True}


def _png(picture: Image.Image) -> Mapping[str, Any]:
    return {}


def _webp(picture: Image.Image) -> Mapping[str, Any]:
    return {"quality": FINE}


def _heic(picture: Image.Image) -> Mapping[str, Any]:
    return {"quality": FINE, "subsampling": 0}


_OPTIONS: Final[Mapping[FileType, Callable[[Image.Image], Mapping[str, Any]]]] = {
    JPEG: _jpeg,
    PNG: _png,
    WEBP: _webp,
    HEIC: _heic,
}
