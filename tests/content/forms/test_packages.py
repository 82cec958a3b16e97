"""The parts of a package are read only if they are few and unpack to what they say."""

from __future__ import annotations

import io
import zipfile

import pytest

from content.forms import packages
from content.forms.packages import Package
from content.forms.unreadable import Broken, TooMuch
from tests.content.forms import bombs
from tests.content.forms.bombs import Part
from tests.content.forms.documents_made import zipped
from tests.content.forms.made import DOCX_PARTS, package


def names(content: bytes) -> frozenset[str]:
    return Package(io.BytesIO(content)).names


@pytest.mark.parametrize(
    "content",
    [
        package(DOCX_PARTS),
        zipped(DOCX_PARTS | {"word/media/1.bmp": bytes(5_000_000)}),
        zipped(DOCX_PARTS | {f"{size}": bytes(size) for size in range(0, 1_000_000, 99_991)}),
        b"a picture in front of it" + package(DOCX_PARTS),
    ],
)
def test_the_parts_of_a_package_are_read(content: bytes) -> None:
    read = Package(io.BytesIO(content))
    assert read.names >= DOCX_PARTS.keys()
    assert all(read.read(name) == part for name, part in DOCX_PARTS.items())


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
        Package(io.BytesIO(content))


def test_two_parts_of_one_name_are_two_documents() -> None:
    with pytest.raises(Broken):
        names(bombs.package(*bombs.WORD, named_again=1))


def test_what_unpacks_to_two_hundred_times_its_size_and_is_large_is_too_much() -> None:
    assert names(bombs.swelling_document(20))
    with pytest.raises(TooMuch):
        names(bombs.swelling_document(21))


def test_one_part_too_many_is_too_much() -> None:
    most = packages.MOST_PARTS - len(bombs.WORD)
    assert len(names(bombs.many_parts(most))) == packages.MOST_PARTS
    with pytest.raises(TooMuch):
        Package(io.BytesIO(bombs.many_parts(most + 1)))


@pytest.mark.parametrize("claimed", [1, 65_535])
def test_the_number_of_parts_that_a_package_claims_is_not_believed(claimed: int) -> None:
    content = bytearray(bombs.many_parts(packages.MOST_PARTS))
    content[-14:-10] = claimed.to_bytes(2, "little") * 2
    with pytest.raises(TooMuch):
        Package(io.BytesIO(content))


def test_a_directory_that_says_that_it_is_long_is_not_read() -> None:
    content = bytearray(package(DOCX_PARTS))
    content[-10:-6] = (2**31).to_bytes(4, "little")
    with pytest.raises(TooMuch):
        Package(io.BytesIO(content))


@pytest.mark.parametrize("comment", [0, 65_535])
def test_a_directory_that_is_found_by_a_record_of_zip64_is_not_read(comment: int) -> None:
    content = package(DOCX_PARTS)
    locator = b"PK\x06\x07" + bytes(16)
    end = content[-22:-2] + comment.to_bytes(2, "little") + bytes(comment)
    with pytest.raises(TooMuch):
        Package(io.BytesIO(content[:-22] + locator + end))


def test_all_parts_together_unpack_to_no_more_than_a_document_may(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [Part(f"{number}", bombs.zeros_deflated(1), bombs.DEFLATE, 1024 * 1024) for number in range(4)]
    content = bombs.package(*bombs.WORD, *parts)
    monkeypatch.setattr(packages, "MOST_UNPACKED", 4 * 1024 * 1024)
    assert names(content)
    monkeypatch.setattr(packages, "MOST_UNPACKED", 4 * 1024 * 1024 - 1)
    with pytest.raises(TooMuch):
        Package(io.BytesIO(content))
