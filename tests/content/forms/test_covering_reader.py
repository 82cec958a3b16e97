"""Places in a picture or a PDF are covered apart: what lay there is in no byte of the copy, nor is anything else."""

from __future__ import annotations

import io
import json
import tempfile
import time

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from weasyprint import HTML

from content.forms.apart import read_apart
from content.forms.covering import MOST_PAGES
from content.forms.file_types import JPEG, PDF, PNG, WEBP, FileType
from content.forms.unreadable import Broken, OtherType, TooMuch
from tests.content.forms import bombs, made

SECRET = (250, 20, 30)


def asked(content: bytes, what: str) -> tuple[bytes, FileType, bytes]:
    """What the program makes of it, its type, and the thumbnail."""
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as small:
        sent.write(content)
        sent.seek(0)
        until = time.monotonic() + 60
        drawn = small if what.startswith("[") else None
        read, found = read_apart(sent, until=until, program="content.forms.covering_reader", asked=what, small=drawn)
        with read:
            small.seek(0)
            return read.read(), found, small.read()


def covered(content: bytes, *boxes: tuple[int, int, int, int, int]) -> tuple[bytes, FileType, bytes]:
    return asked(content, json.dumps(boxes))


def picture(mode: str, form: str) -> bytes:
    """White, with a quarter in the colour of a secret."""
    drawn = Image.new("RGB", (200, 100), "white")
    drawn.paste(SECRET, (0, 0, 100, 50))
    written = io.BytesIO()
    drawn.convert(mode).save(written, form, **({"exif": made.place_and_device(1)} if form == "JPEG" else {}))
    return written.getvalue()


def letter(*pages: str) -> bytes:
    html = "".join(f'<p style="break-after: page">{words}</p>' for words in pages)
    written: bytes = HTML(string=html).write_pdf()
    return written


@pytest.mark.parametrize(
    ("mode", "form", "found"),
    [
        ("RGB", "JPEG", JPEG),
        ("CMYK", "JPEG", JPEG),
        ("L", "JPEG", JPEG),
        ("P", "PNG", PNG),
        ("1", "PNG", PNG),
        ("LA", "PNG", PNG),
        ("RGBA", "PNG", PNG),
        ("RGBA", "WEBP", WEBP),
    ],
)
def test_what_lay_under_a_box_is_black_in_the_copy_and_in_its_thumbnail(mode: str, form: str, found: FileType) -> None:
    content, became, small = covered(picture(mode, form), (1, 0, 0, 500, 500))
    assert became == found
    for drawn in (Image.open(io.BytesIO(content)), Image.open(io.BytesIO(small))):
        plain = drawn.convert("RGB")
        assert plain.size == (200, 100)
        under = plain.crop((4, 4, 90, 42)).getextrema()
        assert all(isinstance(band, tuple) and band[1] < 30 for band in under)
        assert min(plain.getpixel((180, 90))) > 200  # type: ignore[arg-type]  # three numbers


def test_nothing_that_a_camera_writes_goes_along() -> None:
    content, _found, small = covered(picture("RGB", "JPEG"), (1, 0, 0, 100, 100))
    for each in (content, small):
        assert not Image.open(io.BytesIO(each)).getexif()


def test_a_box_covers_each_pixel_that_it_touches() -> None:
    drawn = Image.new("L", (7, 7), 255)
    written = io.BytesIO()
    drawn.save(written, "PNG")
    content, _found, _small = covered(written.getvalue(), (1, 200, 200, 500, 500))
    copy = Image.open(io.BytesIO(content))
    black = {(x, y) for x in range(7) for y in range(7) if copy.getpixel((x, y)) == 0}
    assert black == {(x, y) for x in (1, 2, 3) for y in (1, 2, 3)}


def test_a_pdf_becomes_pictures_with_no_text_beneath_and_nothing_that_says_who_made_it() -> None:
    sent = letter("Layla Haddad 9001010101", "the second page")
    assert "Layla" in PdfReader(io.BytesIO(sent)).pages[0].extract_text()
    content, found, small = covered(sent, (1, 0, 0, 1000, 200))
    assert found == PDF
    copy = PdfReader(io.BytesIO(content))
    assert [page.extract_text() for page in copy.pages] == ["", ""]
    assert copy.metadata is None
    before, after = pypdfium2.PdfDocument(sent)[0].get_size(), pypdfium2.PdfDocument(content)[0].get_size()
    assert before == pytest.approx(after, abs=0.1)
    first, second = (page.render().to_pil().convert("L") for page in pypdfium2.PdfDocument(content))
    assert first.crop((0, 0, first.width, first.height // 6)).getextrema() == (0, 0)
    assert second.getextrema()[0] < 100  # its words are seen, and nothing covers them  # type: ignore[operator]
    assert second.getpixel((3, 3)) == 255
    assert Image.open(io.BytesIO(small)).convert("L").getpixel((50, 20)) < 40  # type: ignore[operator]


def test_pages_are_counted_and_drawn_one_by_one() -> None:
    sent = letter("one", "two", "three")
    assert asked(sent, "pages")[0] == b"3"
    content, found, _small = asked(sent, "2")
    assert found == JPEG
    assert Image.open(io.BytesIO(content)).width > 1000
    for page in ("0", "4"):
        with pytest.raises(OtherType):
            asked(sent, page)


@pytest.mark.parametrize(
    ("content", "what", "why"),
    [
        (made.picture(), "1", OtherType),
        (b"%PDF-1.7\nnothing", "1", Broken),
        (b"hello", "[[1, 0, 0, 10, 10]]", OtherType),
        (bombs.wide_canvas(), "[[1, 0, 0, 10, 10]]", TooMuch),
        (letter(*["page"] * (MOST_PAGES + 1)), "[[1, 0, 0, 10, 10]]", TooMuch),
    ],
)
def test_what_is_hostile_or_too_much_is_refused(content: bytes, what: str, why: type[Exception]) -> None:
    with pytest.raises(why):
        asked(content, what)
