"""A text of OpenDocument is kept with its words and pictures, and with nothing that tells, acts or leads outside."""

from __future__ import annotations

import io

import pytest
from lxml import etree

from content.forms.documents import write_anew
from content.forms.file_types import ODT, PACKAGE
from content.forms.unreadable import Broken, OtherType, Programs
from tests.content.forms import made
from tests.content.forms.documents_made import NAME, odt_parts, unzipped, zipped


def kept(content: bytes) -> dict[str, bytes]:
    written = io.BytesIO()
    assert write_anew(io.BytesIO(content), PACKAGE, written) == ODT
    return unzipped(written.getvalue())


def words_of(part: bytes) -> str:
    return "".join(str(each) for each in etree.fromstring(part).itertext())


def test_a_text_keeps_its_words_and_tells_nothing_of_its_author() -> None:
    note = f"<office:annotation><dc:creator>{NAME}</dc:creator><text:p>a remark</text:p></office:annotation>"
    picture = '<draw:image xlink:href="Pictures/a.jpg"/>'
    more: dict[str, bytes | str] = {
        "meta.xml": f"<x>{NAME}</x>",
        "settings.xml": f"<x>{NAME}</x>",
        "Thumbnails/thumbnail.png": made.picture("PNG"),
        "Pictures/a.jpg": made.photo(),
    }
    before = odt_parts(f"<text:p>Visible {note}words{picture}</text:p>", more)
    after = kept(zipped(before))
    assert NAME.encode() not in b"".join(after.values())
    assert next(iter(after)) == "mimetype"
    assert words_of(after["content.xml"]).replace("Author", "") == "Visible a remarkwords"
    assert made.opened(after["Pictures/a.jpg"]).tobytes() == made.opened(made.photo()).tobytes()
    assert not {"meta.xml", "settings.xml", "Thumbnails/thumbnail.png"} & after.keys()
    assert b"Pictures/a.jpg" in after["META-INF/manifest.xml"]


@pytest.mark.parametrize(
    "body",
    [
        '<text:p><text:a xlink:href="http://evil.example">a link</text:a> behind</text:p>',
        '<text:p>x<draw:image xlink:href="http://evil.example/a.png"/> behind</text:p>',
        '<text:section><text:section-source xlink:href="file:///evil"/><text:p>words</text:p></text:section>',
        '<text:p>x<draw:frame><draw:object xlink:href="./evil"/></draw:frame> behind</text:p>',
        '<text:p><text:execute-macro text:name="evil">a button</text:execute-macro></text:p>',
        '<office:scripts><script:event-listener xlink:href="evil"/></office:scripts><text:p>words</text:p>',
    ],
)
def test_what_acts_or_leads_outside_does_not_go_along(body: str) -> None:
    before = odt_parts(body, {"evil/content.xml": "<evil/>", "evil.exe": b"evil", "Pictures/b.png": b"evil"})
    after = kept(zipped(before))
    assert b"evil" not in b"\n".join([*after.values(), *map(str.encode, after)])
    content = before["content.xml"]
    assert isinstance(content, str)
    assert words_of(after["content.xml"]) == words_of(content.encode())


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (odt_parts(more={"Basic/Standard/Module1.xml": "<x/>"}), Programs),
        (odt_parts(more={"mimetype": "application/epub+zip"}), OtherType),
        (odt_parts(more={"META-INF/manifest.xml": "<x><encryption-data/></x>"}), Broken),
        (odt_parts(more={"content.xml": "<torn"}), Broken),
    ],
)
def test_what_cannot_be_kept_is_refused(parts: dict[str, bytes | str], why: type[Exception]) -> None:
    with pytest.raises(why):
        kept(zipped(parts))
