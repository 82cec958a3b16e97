"""A photo is kept the right way up and without what it tells of the citizen; what is no picture is not kept."""

from __future__ import annotations

import io
import time
import tracemalloc
from tempfile import TemporaryFile
from typing import Any

import pytest
from django.core.files import File
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from content.forms import pictures
from content.forms.cleaning import cleaned
from content.forms.colours import bare_profile
from content.forms.file_types import DOCX, HEIC, JPEG, PDF, PNG, WEBP, FileType
from content.forms.pictures import scans, write_anew
from content.forms.unreadable import Broken, TooMuch
from tests.content.forms import bombs, made
from tests.content.forms.bombs import png_chunk
from tests.content.forms.told_made import SERIAL, WHO, screen_profile

RED, BLUE = (254, 0, 0), (0, 0, 254)


def kept(content: bytes, found: FileType) -> bytes:
    """What would be written to the disk; here without a process apart, which is slower."""
    written = io.BytesIO()
    write_anew(io.BytesIO(content), found, written)
    return written.getvalue()


def cleaned_apart(content: bytes) -> tuple[File[bytes], FileType]:
    return cleaned(File(io.BytesIO(content)), until=time.monotonic() + 60)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


def test_a_jpeg_keeps_no_place_and_no_device() -> None:
    content = made.photo()
    assert opened(content).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    stored = kept(content, JPEG)
    assert not opened(stored).getexif()
    assert b"Telltale" not in stored
    assert b"taken at home" not in stored


@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (64, 32), (32, 4), (32, 28)),
        (3, (64, 32), (32, 28), (32, 4)),
        (6, (32, 64), (28, 32), (4, 32)),
        (8, (32, 64), (4, 32), (28, 32)),
    ],
)
def test_a_photo_stands_the_right_way_up_without_its_orientation(
    orientation: int, size: tuple[int, int], red: tuple[int, int], blue: tuple[int, int]
) -> None:
    picture = opened(kept(made.photo(orientation), JPEG))
    assert picture.size == size
    assert near(picture, red, RED)
    assert near(picture, blue, BLUE)


def test_a_jpeg_keeps_its_quality_and_its_colour_profile() -> None:
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(buffer, "JPEG", quality=71, icc_profile=screen_profile())
    before, after = opened(buffer.getvalue()), opened(kept(buffer.getvalue(), JPEG))
    assert getattr(after, "quantization", 0) == getattr(before, "quantization", 1)
    colours = after.info["icc_profile"]
    assert colours == bare_profile(screen_profile())
    assert not any(word.encode(coding) in colours for word in (WHO, SERIAL) for coding in ("ascii", "utf-16-be"))
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    seen = [
        ImageCms.ImageCmsTransform(ImageCms.ImageCmsProfile(io.BytesIO(profile)), screen, "RGB", "RGB").apply(after)
        for profile in (screen_profile(), colours)
    ]
    assert seen[0].tobytes() == seen[1].tobytes()


@pytest.mark.parametrize("profile", [None, b"", b"a profile", bytes(200), screen_profile()[:180]])
def test_a_colour_profile_that_cannot_be_read_does_not_go_along(profile: bytes | None) -> None:
    assert bare_profile(profile) is None


def test_a_profile_whose_tables_lie_in_one_another_does_not_grow() -> None:
    names, length = (b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt", b"rTRC", b"gTRC", b"bTRC"), 100_000
    begins = 132 + 12 * len(names)
    table = b"".join(name + (begins + place).to_bytes(4) + length.to_bytes(4) for place, name in enumerate(names))
    body = (bytes(range(256)) * (length // 200))[: length + len(names)]
    profile = bytes(36) + b"acsp" + bytes(88) + len(names).to_bytes(4) + table + body
    assert bare_profile(profile) is None


def test_bytes_behind_the_end_of_a_photo_are_not_kept() -> None:
    assert b"a film with sound" not in kept(made.photo() + b"a film with sound", JPEG)


def test_a_png_keeps_every_pixel_and_no_words() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Telltale")
    words.add_itxt("XML:com.adobe.xmp", "<x>Telltale</x>")
    buffer = io.BytesIO()
    drawn = Image.radial_gradient("L").convert("RGBA")
    drawn.save(buffer, "PNG", pnginfo=words, exif=made.place_and_device(1))
    assert b"Telltale" in buffer.getvalue()
    stored = kept(buffer.getvalue(), PNG)
    assert b"Telltale" not in stored
    assert b"eXIf" not in stored
    assert opened(stored).tobytes() == drawn.tobytes()


def test_a_png_with_a_palette_stays_transparent() -> None:
    buffer = io.BytesIO()
    drawn = Image.new("P", (4, 4), 1)
    drawn.putpalette([0, 0, 0, 200, 10, 10])
    drawn.save(buffer, "PNG", transparency=1)
    assert opened(kept(buffer.getvalue(), PNG)).convert("RGBA").getpixel((0, 0)) == (200, 10, 10, 0)


def test_a_webp_keeps_no_place() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), "red").save(buffer, "WEBP", exif=made.place_and_device(1), xmp=b"<x>Telltale</x>")
    stored = kept(buffer.getvalue(), WEBP)
    assert b"Telltale" not in stored
    assert near(opened(stored), (16, 16), RED)


def test_a_heic_becomes_a_jpeg_without_a_place() -> None:
    file, kept_as = cleaned_apart(made.heic_photo())
    with file:
        picture = opened(file.read())
    assert (kept_as, picture.format, picture.size) == (JPEG, "JPEG", (64, 64))
    assert not picture.getexif()


@pytest.mark.parametrize(("content", "found"), [(made.PLAIN_PDF, PDF), (made.package(made.DOCX_PARTS), DOCX)])
def test_a_document_is_written_anew_and_is_then_the_same_each_time(content: bytes, found: FileType) -> None:
    once, kept_as = cleaned_apart(content)
    with once:
        again, _same = cleaned_apart(once.read())
        with again:
            assert (kept_as, again.read()) == (found, once.seek(0) or once.read())


def test_of_a_photo_size_and_name_are_known() -> None:
    file, found = cleaned(File(io.BytesIO(made.photo()), name="a.jpg"), until=time.monotonic() + 60)
    with file:
        content = file.read()
    assert (file.name, file.size, found) == ("a.jpg", len(content), JPEG)
    assert content == kept(made.photo(), JPEG)


@pytest.mark.parametrize(
    "content",
    [
        made.photo()[:300],
        made.photo()[:-200],
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + b"\x00" * 5000,
        made.picture("PNG")[:40],
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", b"short"),
        made.picture("WEBP")[:30],
        made.HEIC,
        b"\xff\xd8\xff" + made.picture("PNG"),
    ],
)
def test_what_cannot_be_read_as_the_picture_it_claims_to_be_is_refused(content: bytes) -> None:
    with pytest.raises(Broken):
        cleaned_apart(content)


@pytest.mark.parametrize(
    ("content", "found"),
    [(bombs.png(50_000, 50_000), PNG), (bombs.wide_canvas(), WEBP), (bombs.plain_webp(7_200), WEBP)],
)
def test_a_bomb_is_refused_before_it_is_unpacked(content: bytes, found: FileType) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TooMuch):
            kept(content, found)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 2_000_000


@pytest.mark.parametrize("found", [JPEG, PNG, WEBP, HEIC])
def test_one_pixel_too_many_is_refused(found: FileType, monkeypatch: pytest.MonkeyPatch) -> None:
    content = made.heic_photo() if found == HEIC else made.picture(found.mime.rpartition("/")[2])
    pixels = 64 * 64 if found == HEIC else 8 * 8
    monkeypatch.setitem(pictures.MOST_PIXELS, found, pixels)
    assert kept(content, found)
    monkeypatch.setitem(pictures.MOST_PIXELS, found, pixels - 1)
    with pytest.raises(TooMuch):
        kept(content, found)


@pytest.mark.parametrize("coding", [{}, {"lossless": True}, {"exif": made.place_and_device(1)}])
def test_the_size_of_a_webp_is_told_from_its_head(coding: dict[str, Any]) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (641, 4_099), "teal").save(buffer, "WEBP", **coding)
    assert pictures._size_of_webp(buffer.getvalue()[:30]) == (641, 4_099)


@pytest.mark.parametrize(("mode", "progressive", "found"), [("L", True, 6), ("RGB", True, 10), ("RGB", False, 1)])
def test_of_a_jpeg_the_scans_are_counted(mode: str, progressive: bool, found: int) -> None:
    buffer = io.BytesIO()
    thumbnail = b"Exif\0\0" + made.photo()  # pictures inside of it do not count
    Image.linear_gradient("L").convert(mode).save(buffer, "JPEG", progressive=progressive, exif=thumbnail)
    assert scans(buffer.getvalue() + made.photo()) == found


def test_scans_that_hide_behind_a_marker_that_is_none_are_counted() -> None:
    assert scans(bombs.scans_behind_no_marker(30)) == 6 + 30


def test_one_scan_too_many_is_refused() -> None:
    assert kept(bombs.scans_repeated(pictures.MOST_SCANS - 6), JPEG)
    with pytest.raises(TooMuch):
        kept(bombs.scans_repeated(pictures.MOST_SCANS - 5), JPEG)


def test_a_settled_pdf_is_stored_as_it_came() -> None:
    content = made.settled_pdf(bytes(range(256)) * 40)
    file, found = cleaned_apart(content)
    with file:
        assert (file.read(), found) == (content, PDF)


@pytest.mark.parametrize(
    ("colours", "kind"), [("RGB", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("L", "PNG"), ("1", "PNG")]
)
def test_a_thumbnail_is_small_and_tells_nothing(colours: str, kind: str) -> None:
    sent, small = io.BytesIO(), io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert(colours).save(sent, kind, exif=made.place_and_device(6))
    sent.seek(0)
    write_anew(sent, JPEG if kind == "JPEG" else PNG, io.BytesIO(), small)
    picture = made.opened(small.getvalue())
    assert (picture.format, picture.size) == ("JPEG", (213, 320))  # upright
    assert not picture.getexif()
    assert len(small.getvalue()) < 20_000


def test_a_picture_that_leaves_no_room_for_a_thumbnail_is_kept_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_size: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Image.Image, "resize", no_room)
    kept, small = io.BytesIO(), io.BytesIO()
    assert write_anew(io.BytesIO(made.photo()), JPEG, kept, small) == JPEG
    assert (bool(kept.getvalue()), small.getvalue()) == (True, b"")


@pytest.mark.parametrize(("content", "is_drawn"), [(made.photo(), True), (made.PDF, False)])
def test_the_reader_draws_thumbnails_of_pictures_alone(content: bytes, is_drawn: bool) -> None:
    with TemporaryFile() as small:
        kept, _found = cleaned(File(io.BytesIO(content)), until=time.monotonic() + 60, small=small)
        kept.close()
        small.seek(0)
        assert small.read().startswith(b"\xff\xd8") is is_drawn
