"""A file is what its bytes say, whatever it is called."""

from __future__ import annotations

import pytest

from content.forms import file_types
from content.forms.file_types import FileType
from content.forms.sniffing import type_of
from content.forms.unreadable import OldOffice, OtherType
from tests.content.forms.made import DOCX_PARTS, HEIC, PDF, package, picture


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (picture("JPEG"), file_types.JPEG),
        (picture("PNG"), file_types.PNG),
        (picture("WEBP"), file_types.WEBP),
        (HEIC, file_types.HEIC),
        (PDF, file_types.PDF),
        (b"\xef\xbb\xbf\n" + PDF, file_types.PDF),
        (package(DOCX_PARTS), file_types.PACKAGE),
        (b"\x00\x01 from a scanner\n" + PDF, file_types.PDF),
        (b"\xff\xd8\xff", file_types.JPEG),
        (b"PK\x03\x04 torn", file_types.PACKAGE),
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
        b"RIFF\x00\x00\x00\x00AVI ",
        b"#EXTM3U",
        b"x",
    ],
)
def test_anything_else_is_not_taken(content: bytes) -> None:
    with pytest.raises(OtherType):
        type_of(content)


def test_what_word_and_excel_wrote_before_2007_is_known_as_such() -> None:
    with pytest.raises(OldOffice):
        type_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
