"""A picture inside of a document keeps its coded pixels, byte for byte, and nothing beside them."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, PngImagePlugin

from content.forms.colours import bare_profile
from content.forms.inner_pictures import bare, bare_jp2
from content.forms.unreadable import Broken, TooMuch
from tests.content.forms import bombs, made
from tests.content.forms.told_made import screen_profile


def written(kind: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(buffer, kind, **how)
    return buffer.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_keeps_its_pixels_and_its_colours_alone(progressive: bool) -> None:
    told = {"exif": made.place_and_device(1), "comment": b"Telltale", "icc_profile": screen_profile()}
    before = written("JPEG", progressive=progressive, **told) + b"Telltale film"
    after = bare(before)
    assert after is not None
    assert b"Telltale" not in after
    assert made.opened(after).info["icc_profile"] == bare_profile(screen_profile())
    assert bare(after) == after
    assert made.opened(after).tobytes() == made.opened(before).tobytes()


def test_a_torn_jpeg_is_drawn_as_far_as_it_goes() -> None:
    after = bare(written("JPEG")[:-200])
    assert after is not None
    assert after.endswith(b"\xff\xd9")


def test_a_png_keeps_its_pixels_alone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Telltale")
    told = {"exif": made.place_and_device(1), "icc_profile": screen_profile()}
    before = written("PNG", pnginfo=words, **told) + b"Telltale film"
    after = bare(before)
    assert after is not None
    assert b"Telltale" not in after
    assert made.opened(after).info["icc_profile"] == bare_profile(screen_profile())
    assert bare(after) == after
    assert made.opened(after).tobytes() == made.opened(before).tobytes()


def test_a_profile_in_several_parts_is_put_together_in_their_order() -> None:
    profile = screen_profile()
    whole = written("JPEG")
    parts = [(2, profile[100:]), (1, profile[:100])]
    segments = [b"ICC_PROFILE\0" + bytes((number, 2)) + part for number, part in parts]
    framed = b"".join(b"\xff\xe2" + struct.pack(">H", len(each) + 2) + each for each in segments)
    after = bare(whole[:2] + framed + whole[2:])
    assert after is not None
    assert made.opened(after).info["icc_profile"] == bare_profile(profile)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_profile_that_is_none_does_not_go_along(kind: str) -> None:
    after = bare(written(kind, icc_profile=b"Telltale"))
    assert after is not None
    assert "icc_profile" not in made.opened(after).info


@pytest.mark.parametrize(("profile", "colr"), [(True, b"\2\0\0"), (False, b"\1\0\0" + struct.pack(">L", 16))])
def test_a_jpeg_2000_keeps_the_colours_of_its_profile(profile: bool, colr: bytes) -> None:
    head = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
    told = screen_profile() if profile else b"Telltale" * 20

    def boxed(name: bytes, content: bytes) -> bytes:
        return struct.pack(">L", 8 + len(content)) + name + content

    before = (
        head + boxed(b"jp2h", boxed(b"ihdr", b"size") + boxed(b"colr", b"\2\0\0" + told)) + boxed(b"jp2c", b"drawn")
    )
    colours = colr + ((bare_profile(told) or b"") if profile else b"")
    after = bare_jp2(before)
    assert after == head + boxed(b"jp2h", boxed(b"ihdr", b"size") + boxed(b"colr", colours)) + boxed(b"jp2c", b"drawn")
    assert bare_jp2(after) == after


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_what_no_camera_writes_becomes_a_png(kind: str) -> None:
    after = bare(written(kind))
    assert after is not None
    assert made.opened(after).format == "PNG"


def test_a_drawing_does_not_say_which_program_made_it() -> None:
    name = "Telltale\0\0".encode("utf-16-le")
    before = struct.pack("<LL", 1, 108) + bytes(32) + b" EMF" + bytes(16) + struct.pack("<LL", len(name) // 2, 88)
    before = before.ljust(88, b"\0") + name + b"drawn"
    after = bare(before)
    assert after is not None
    assert name not in after
    assert after.endswith(b"drawn")
    assert len(after) == len(before)


def test_a_jpeg_2000_loses_its_words() -> None:
    head = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
    words = struct.pack(">L", 16) + b"xml " + b"Telltale"
    assert bare_jp2(head + words + b"\x00\x00\x00\x0cjp2hdrawn"[:12]) == head + b"\x00\x00\x00\x0cjp2hdraw"


@pytest.mark.parametrize("content", [bombs.png(60_000, 60_000), bombs.scans_repeated(30), bombs.plain_webp(7_200)])
def test_what_takes_too_much_to_draw_is_refused(content: bytes) -> None:
    with pytest.raises(TooMuch):
        bare(content)


@pytest.mark.parametrize("content", [b"<svg/>", b"MZ", b"\xd0\xcf\x11\xe0 a macro", b""])
def test_what_is_no_picture_is_none(content: bytes) -> None:
    assert bare(content) is None


def test_parts_that_cannot_be_told_apart_are_broken() -> None:
    with pytest.raises(Broken):
        bare(b"\xff\xd8\xff\xe0")
