"""A photo is kept the right way up and without what it tells of the citizen; what is no picture is not kept."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib

import pytest
from django.core.files import File
from PIL import ExifTags, Image, PngImagePlugin

from content.forms import cleaning
from content.forms.cleaning import BrokenPicture, cleaned
from content.forms.sniffing import HEIC, JPEG, PDF, PNG, WEBP, FileType
from tests.content.forms import made

RED, BLUE = (254, 0, 0), (0, 0, 254)


def kept(content: bytes, found: FileType) -> bytes:
    file, _kept_as = cleaned(File(io.BytesIO(content)), found)
    with file:
        return bytes(file.read())


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


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
    Image.linear_gradient("L").convert("RGB").save(buffer, "JPEG", quality=71, icc_profile=b"a profile")
    before, after = opened(buffer.getvalue()), opened(kept(buffer.getvalue(), JPEG))
    assert getattr(after, "quantization", 0) == getattr(before, "quantization", 1)
    assert after.info["icc_profile"] == b"a profile"


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
    file, kept_as = cleaned(File(io.BytesIO(made.heic_photo())), HEIC)
    with file:
        picture = opened(file.read())
    assert (kept_as, picture.format, picture.size) == (JPEG, "JPEG", (64, 64))
    assert not picture.getexif()


def test_what_is_no_picture_stays_as_it_is() -> None:
    file = File(io.BytesIO(made.PDF))
    assert cleaned(file, PDF) == (file, PDF)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (made.photo()[:300], JPEG),
        (made.photo()[:-200], JPEG),
        (b"\xff\xd8\xff", JPEG),
        (b"\xff\xd8\xff" + b"\x00" * 5000, JPEG),
        (made.picture("PNG")[:40], PNG),
        (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", b"short"), PNG),
        (made.picture("WEBP")[:30], WEBP),
        (made.HEIC, HEIC),
        (made.picture("PNG"), JPEG),
    ],
)
def test_what_cannot_be_read_as_the_picture_it_claims_to_be_is_refused(content: bytes, found: FileType) -> None:
    with pytest.raises(BrokenPicture):
        kept(content, found)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    parts = (png_chunk(b"IHDR", header), png_chunk(b"IDAT", zlib.compress(bytes(10_000))), png_chunk(b"IEND", b""))
    tracemalloc.start()
    try:
        with pytest.raises(BrokenPicture):
            kept(b"\x89PNG\r\n\x1a\n" + b"".join(parts), PNG)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 2_000_000


def test_one_pixel_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_PIXELS", 64 * 32)
    assert kept(made.photo(), JPEG)
    monkeypatch.setattr(cleaning, "MOST_PIXELS", 64 * 32 - 1)
    with pytest.raises(BrokenPicture):
        kept(made.photo(), JPEG)
