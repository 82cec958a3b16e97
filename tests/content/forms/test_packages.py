"""An office document is known by its parts, and taken only if these are few and unpack to what they say."""

from __future__ import annotations

import io
import zipfile

import pytest

from content.forms import packages, sniffing
from content.forms.packages import office_type
from content.forms.sniffing import FileType
from content.forms.unreadable import Broken, OtherType, TooMuch
from tests.content.forms import bombs
from tests.content.forms.bombs import Part
from tests.content.forms.made import DOCX_PARTS, package

ODT_MIME = sniffing.ODT.mime.encode()


def packed(parts: dict[str, bytes], compresslevel: int = 6) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=compresslevel) as written:
        for name, content in parts.items():
            written.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (package(DOCX_PARTS), sniffing.DOCX),
        (package({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), sniffing.XLSX),
        (package({"mimetype": ODT_MIME, "content.xml": b""}), sniffing.ODT),
        (packed(DOCX_PARTS | {"word/media/1.bmp": bytes(5_000_000)}), sniffing.DOCX),
        (packed(DOCX_PARTS | {f"{size}": bytes(size) for size in range(0, 3_000_000, 99_991)}), sniffing.DOCX),
        (packed({"mimetype": ODT_MIME, "content.xml": b"<x/>" * 99_999}, compresslevel=9), sniffing.ODT),
        (b"a picture in front of it" + package(DOCX_PARTS), sniffing.DOCX),
    ],
)
def test_a_document_is_known_by_its_parts(content: bytes, found: FileType) -> None:
    assert office_type(io.BytesIO(content)) == found


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 torn",
        package(DOCX_PARTS)[:-1],
        bombs.package(*bombs.WORD, Part("a", b"stored", declared=7)),
        bombs.package(*bombs.WORD, Part("a", bombs.zeros_deflated(1)[:-9], bombs.DEFLATE, 1024 * 1024)),
        bombs.package(*bombs.WORD, Part("a", bombs.zeros_deflated(1), bombs.DEFLATE, 99)),
        bombs.package(*bombs.WORD, Part("a", bombs.zeros_in_bz2(1), bombs.BZ2, 1024 * 1024)),
    ],
)
def test_a_damaged_package_is_not_opened(content: bytes) -> None:
    with pytest.raises((Broken, zipfile.BadZipFile)):
        office_type(io.BytesIO(content))


@pytest.mark.parametrize(
    "content",
    [
        package({"anything.txt": b""}),
        package(DOCX_PARTS | {"word/vbaProject.bin": b""}),
        package({"mimetype": b"application/epub+zip", "content.xml": b""}),
        bombs.package(Part("mimetype", ODT_MIME.ljust(257), declared=257), Part("content.xml")),
    ],
)
def test_anything_else_is_not_taken(content: bytes) -> None:
    with pytest.raises(OtherType):
        office_type(io.BytesIO(content))


def test_one_part_too_many_is_too_much() -> None:
    most = packages.MOST_PARTS - len(bombs.WORD)
    assert office_type(io.BytesIO(bombs.many_parts(most))) == sniffing.DOCX
    with pytest.raises(TooMuch):
        office_type(io.BytesIO(bombs.many_parts(most + 1)))


@pytest.mark.parametrize("claimed", [1, 65_535])
def test_the_number_of_parts_that_a_package_claims_is_not_believed(claimed: int) -> None:
    content = bytearray(bombs.many_parts(packages.MOST_PARTS))
    content[-14:-10] = claimed.to_bytes(2, "little") * 2
    with pytest.raises(TooMuch):
        office_type(io.BytesIO(content))


def test_a_directory_that_says_that_it_is_long_is_not_read() -> None:
    content = bytearray(package(DOCX_PARTS))
    content[-10:-6] = (2**31).to_bytes(4, "little")
    with pytest.raises(TooMuch):
        office_type(io.BytesIO(content))


@pytest.mark.parametrize("comment", [0, 65_535])
def test_a_directory_that_is_found_by_a_record_of_zip64_is_not_read(comment: int) -> None:
    content = package(DOCX_PARTS)
    locator = b"PK\x06\x07" + bytes(16)
    end = content[-22:-2] + comment.to_bytes(2, "little") + bytes(comment)
    with pytest.raises(TooMuch):
        office_type(io.BytesIO(content[:-22] + locator + end))


def test_all_parts_together_unpack_to_no_more_than_a_document_may(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [Part(f"{number}", bombs.zeros_deflated(1), bombs.DEFLATE, 1024 * 1024) for number in range(4)]
    content = bombs.package(*bombs.WORD, *parts)
    monkeypatch.setattr(packages, "MOST_UNPACKED", 4 * 1024 * 1024)
    assert office_type(io.BytesIO(content)) == sniffing.DOCX
    monkeypatch.setattr(packages, "MOST_UNPACKED", 4 * 1024 * 1024 - 1)
    with pytest.raises(TooMuch):
        office_type(io.BytesIO(content))
