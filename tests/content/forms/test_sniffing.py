"""A file is what its bytes say, whatever it is called."""

from __future__ import annotations

import pytest

from content.forms import sniffing
from content.forms.sniffing import FileType, type_of
from tests.content.forms.made import DOCX_PARTS, HEIC, PDF, package, picture


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (picture("JPEG"), sniffing.JPEG),
        (picture("PNG"), sniffing.PNG),
        (picture("WEBP"), sniffing.WEBP),
        (HEIC, sniffing.HEIC),
        (PDF, sniffing.PDF),
        (b"\xef\xbb\xbf\n" + PDF, sniffing.PDF),
        (package(DOCX_PARTS), sniffing.PACKAGE),
        (b"PK\x03\x04 torn", sniffing.PACKAGE),
    ],
)
def test_what_is_taken_is_known_by_its_bytes(content: bytes, found: FileType) -> None:
    assert type_of(content) == found


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"%!PS-Adobe",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x00\x00\x00\x18ftypmp42",
        b"x",
    ],
)
def test_anything_else_is_not_taken(content: bytes) -> None:
    assert type_of(content) is None
