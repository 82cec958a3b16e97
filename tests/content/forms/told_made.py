"""Sixty files of ten types that tell where they were made, by whom and with which device: as much as each can hold."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms

from content.forms.colours import bare_profile
from tests.content.forms import made
from tests.content.forms.documents_made import docx, odt_parts, saved, workbook, zipped
from tests.content.forms.recordings_made import recording

WHO, SERIAL, LATITUDE = "Rana-of-Salt", "SN-4711-0815", "32.0392"
_PLACE: Final = (f"-GPSLatitude={LATITUDE}", "-GPSLatitudeRef=N", "-GPSLongitude=35.7272", "-GPSLongitudeRef=E")
_WAYS: Final[tuple[tuple[str, ...], ...]] = (
    ("-EXIF:Artist=" + WHO, "-EXIF:OwnerName=" + WHO, "-EXIF:SerialNumber=" + SERIAL, *_PLACE),
    ("-XMP:Creator=" + WHO, "-XMP:SerialNumber=" + SERIAL, f"-XMP:GPSLatitude={LATITUDE}", "-XMP:City=" + WHO),
    ("-IPTC:By-line=" + WHO, "-IPTC:City=" + WHO, "-XMP-aux:OwnerName=" + WHO, "-XMP:Location=" + WHO),
    ("-EXIF:LensSerialNumber=" + SERIAL, "-EXIF:UserComment=" + WHO, "-Comment=" + WHO, "-XMP:Rights=" + WHO),
    ("-PDF:Author=" + WHO, "-PDF:Keywords=" + SERIAL, "-XMP:Author=" + WHO, "-Keys:Author=" + WHO),
    ("-UserData:Author=" + WHO, "-Keys:GPSCoordinates=32.0392, 35.7272, 0", "-ItemList:Artist=" + WHO, *_PLACE),
)
"""What exiftool is told to write, one way after the other; where a type has no room for a word, it is left out."""
_ALWAYS: Final = (f"-XMP-dc:Creator={WHO}",)


def telling_files(*, one_in: int = 1) -> Iterator[tuple[str, bytes]]:
    """Each with its name; six of a type, or of all these one in so many, which takes exiftool as much less."""
    told = ((ending, number) for ending in _plain() for number in range(len(_WAYS)))
    for ending, number in islice(told, 0, None, one_in):
        yield f"{ending}-{number}.{ending}", _told(_plain()[ending], ending, _WAYS[number])
    documents = ((number, each) for number in range(len(_WAYS)) for each in _documents(number).items())
    for number, (ending, content) in islice(documents, 0, None, one_in):
        yield f"{ending}-{number}.{ending}", content


@cache
def _plain() -> Mapping[str, bytes]:
    """What exiftool can write into: photos with the profile of a screen, and recordings that tell something already."""
    return {
        "jpg": _of_a_screen("JPEG"),
        "png": _of_a_screen("PNG"),
        "webp": _of_a_screen("WEBP"),
        "heic": made.heic_photo(),
        "pdf": made.PDF,
        "mp4": recording("phone.mp4"),
        "m4a": recording("voice.m4a"),
    }


def _of_a_screen(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(buffer, kind, icc_profile=screen_profile())
    return buffer.getvalue()


def screen_profile() -> bytes:
    """As a screenshot carries it: what the owner calls the screen, and its serial number."""
    bare = bare_profile(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert bare is not None
    number = int.from_bytes(bare[128:132])
    text = f"{WHO} {SERIAL}".encode("utf-16-be")
    words = (
        b"mluc"
        + bytes(4)
        + (1).to_bytes(4)
        + (12).to_bytes(4)
        + b"enUS"
        + len(text).to_bytes(4)
        + (28).to_bytes(4)
        + text
    )
    screen = b"mmod" + bytes(4) + SERIAL.encode().ljust(32, b"\0")
    table, body, begins = bytearray(), bytearray(bare[132 + 12 * number :]), 132 + 12 * (number + 2)
    for place in range(132, 132 + 12 * number, 12):
        start = int.from_bytes(bare[place + 4 : place + 8]) + 24
        name = bare[place : place + 4]
        table += (b"xdes" if name == b"desc" else name) + start.to_bytes(4) + bare[place + 8 : place + 12]
    for name, content in ((b"desc", words), (b"mmod", screen)):
        table += name + (begins + len(body)).to_bytes(4) + len(content).to_bytes(4)
        body += content + bytes(-len(content) % 4)
    whole = bare[:128] + (number + 2).to_bytes(4) + table + body
    return len(whole).to_bytes(4) + whole[4:48] + b"RANA" + SERIAL.encode()[:4] + whole[56:]


def _documents(number: int) -> dict[str, bytes]:
    """Documents, into which exiftool does not write, with a photo that tells all in each."""
    photo = _told(_of_a_screen("JPEG"), "jpg", _WAYS[number])
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{WHO}</dc:creator>'
        f"<cp:lastModifiedBy>{WHO} {number}</cp:lastModifiedBy></cp:coreProperties>"
    )
    book = workbook({"A1": float(number)})
    book.properties.creator = book.properties.lastModifiedBy = book.properties.keywords = WHO
    meta = f"<office:document-meta><meta:initial-creator>{WHO}{number}</meta:initial-creator></office:document-meta>"
    return {
        "docx": docx(more={"docProps/core.xml": core, "docProps/custom.xml": core, "word/media/1.jpeg": photo}),
        "xlsx": saved(book),
        "odt": zipped(odt_parts(more={"meta.xml": meta, "Pictures/1.jpeg": photo})),
    }


def _told(content: bytes, ending: str, way: tuple[str, ...]) -> bytes:
    """``content`` with what exiftool can write of ``way`` into it; no more where it can write none of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        path.write_bytes(content)
        subprocess.run(["exiftool", "-q", "-q", "-m", "-overwrite_original", *_ALWAYS, *way, path], check=False)
        return path.read_bytes()
