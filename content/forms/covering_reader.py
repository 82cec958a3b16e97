"""The program that covers places in a picture or a PDF, and draws pages of a PDF: apart, with limits.

``python -m content.forms.covering_reader ASKED [DESCRIPTOR]`` takes the file from standard input. ``ASKED`` is
``pages`` for how many pages a PDF has, a number for the picture of that page, or JSON: a list of boxes, each its page,
left, top, right and bottom. What lay under a box is in no byte of what is written: of a PDF each page becomes a
picture, so that no text remains beneath. The thumbnail of what is left goes to the descriptor.
"""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import IO, Final

import pypdfium2
from PIL import Image, ImageDraw

from content.forms.covering import MOST_CPU, MOST_PAGES, WHOLE
from content.forms.file_types import JPEG, KEPT_AS, PDF, FileType
from content.forms.pictures import FINE, FORMATS, draw_small, opened
from content.forms.portable import write_anew
from content.forms.reader import run
from content.forms.sniffing import HEAD, type_of
from content.forms.unreadable import Broken, OtherType, TooMuch

_PIXELS_A_PAGE: Final = 4_000_000
_FINEST: Final = 150 / 72
"""150 dots an inch: what is printed small can be read."""
_PLAIN: Final = ("L", "RGB", "RGBA")

Box = tuple[int, int, int, int, int]
"""Page (1, 2 …; of a picture 1), left, top, right, bottom."""


def covered(content: IO[bytes], kept: IO[bytes], *, boxes: Sequence[Box], small: IO[bytes] | None = None) -> FileType:
    """Write what is in ``content`` into ``kept`` with the boxes black. Raises one of ``Unreadable``."""
    found = _type_of(content)
    if found == PDF:
        _cover_pages(content, boxes, kept, small)
        return PDF
    if found not in KEPT_AS:
        raise OtherType
    return _cover_picture(content, found, boxes, kept, small)


def drawn(content: IO[bytes], kept: IO[bytes], *, page: int) -> FileType:
    """The picture of a page of a PDF. Raises one of ``Unreadable``."""
    with _document(content) as pdf:
        if not 1 <= page <= len(pdf):
            raise OtherType
        _drawn(pdf, page).save(kept, "JPEG", quality=FINE)
    return JPEG


def counted(content: IO[bytes], kept: IO[bytes]) -> FileType:
    """How many pages a PDF has, in digits. Raises one of ``Unreadable``."""
    with _document(content) as pdf:
        kept.write(str(len(pdf)).encode())
    return PDF


def _type_of(content: IO[bytes]) -> FileType:
    content.seek(0)
    found = type_of(content.read(HEAD))
    content.seek(0)
    return found


def _document(content: IO[bytes]) -> pypdfium2.PdfDocument:
    if _type_of(content) != PDF:
        raise OtherType
    pdf = pypdfium2.PdfDocument(content.read())
    if not len(pdf):
        raise Broken
    pdf.init_forms()  # what was typed into its fields is seen, too
    return pdf


def _drawn(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(_FINEST, math.sqrt(_PIXELS_A_PAGE / max(width * height, 1)))
    drawn: Image.Image = page.render(scale=scale).to_pil()
    return drawn.convert("RGB")


def _cover_pages(content: IO[bytes], boxes: Sequence[Box], kept: IO[bytes], small: IO[bytes] | None) -> None:
    """A PDF of pictures, each page as large as it was; then written anew as every PDF is, without what says who made
    it."""
    with _document(content) as pdf:
        if len(pdf) > MOST_PAGES:
            raise TooMuch
        written = pypdfium2.PdfDocument.new()
        for number in range(1, len(pdf) + 1):
            picture = _drawn(pdf, number)
            _cover(picture, [box for box in boxes if box[0] == number])
            if number == 1 and small is not None:
                draw_small(picture, None, small)
            _add_page(written, picture, pdf[number - 1].get_size())
    whole = io.BytesIO()
    written.save(whole)
    whole.seek(0)
    write_anew(whole, PDF, kept)  # type: ignore[arg-type]  # it reads and writes a file as any other


def _add_page(pdf: pypdfium2.PdfDocument, picture: Image.Image, size: tuple[float, float]) -> None:
    drawn_as = io.BytesIO()
    picture.save(drawn_as, "JPEG", quality=FINE)
    drawn_as.seek(0)
    page, image = pdf.new_page(*size), pypdfium2.PdfImage.new(pdf)
    image.load_jpeg(drawn_as, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
    page.insert_obj(image)
    page.gen_content()


def _cover_picture(
    content: IO[bytes], found: FileType, boxes: Sequence[Box], kept: IO[bytes], small: IO[bytes] | None
) -> FileType:
    picture = _plain(opened(content, found))
    profile = picture.info.get("icc_profile")
    picture.info = {}
    _cover(picture, boxes)
    form = FORMATS[KEPT_AS[found]]
    if form == "JPEG" and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    try:
        picture.save(kept, form, icc_profile=profile, **({} if form == "PNG" else {"quality": FINE}))
    except OSError as error:  # it was read whole: what its writer lacks is memory
        raise TooMuch from error
    if small is not None:
        draw_small(picture, profile, small)
    return KEPT_AS[found]


def _plain(picture: Image.Image) -> Image.Image:
    """In colours that stand in each pixel: a box over a palette would be whatever colour has its number."""
    if picture.mode in _PLAIN:
        return picture
    profile = None if picture.mode != "P" else picture.info.get("icc_profile")
    if picture.mode.startswith(("I", "F")) or picture.mode == "1":
        plain = picture.convert("L")
    else:
        clear = picture.mode in ("LA", "PA", "La", "RGBa") or "transparency" in picture.info
        plain = picture.convert("RGBA" if clear else "RGB")
    plain.info = {"icc_profile": profile}
    return plain


def _cover(picture: Image.Image, boxes: Sequence[Box]) -> None:
    """Black, to the next whole pixel around each box."""
    width, height = picture.size
    pen = ImageDraw.Draw(picture)
    for _page, left, top, right, bottom in boxes:
        over = (left * width // WHOLE, top * height // WHOLE, -(-right * width // WHOLE), -(-bottom * height // WHOLE))
        pen.rectangle((over[0], over[1], over[2] - 1, over[3] - 1), fill=_black(picture.mode))


def _black(mode: str) -> int | tuple[int, ...]:
    if mode == "L":
        return 0
    return (0, 0, 0, 255) if mode == "RGBA" else (0, 0, 0)


def _boxes(asked: str) -> Iterator[Box]:
    yield from (tuple(each) for each in json.loads(asked))


def main(asked: str, small: IO[bytes] | None) -> int:
    """The status that says what came of it."""
    if asked == "pages":
        return run(counted)
    if asked.isdecimal():
        return run(partial(drawn, page=int(asked)))
    return run(partial(covered, boxes=list(_boxes(asked)), small=small), cpu=MOST_CPU)


if __name__ == "__main__":
    with ExitStack() as closing:
        to = closing.enter_context(open(int(sys.argv[2]), "wb", closefd=False)) if sys.argv[2:] else None
        status = main(sys.argv[1], to)
    sys.exit(status)
