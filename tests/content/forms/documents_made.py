"""Documents of Office as people send them, and with all that must not go along, made here part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import openpyxl
from lxml import etree

from content.forms.file_types import DOCX, ODT

NAME = "Telltale"
"""Who wrote it, wherever a document can say so."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
Relation = tuple[str, str, str]
"""An id, the last word of what it is, and its target; one with ``://`` is outside."""


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def content_types(*overrides: tuple[str, str]) -> str:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "emf": "image/x-emf"}
    defaults |= {"bin": "application/vnd.openxmlformats-officedocument.oleObject"}
    lines = [f'<Default Extension="{ending}" ContentType="{mime}"/>' for ending, mime in defaults.items()]
    lines += [f'<Override PartName="/{name}" ContentType="{mime}"/>' for name, mime in overrides]
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'


def relations(*each: Relation) -> str:
    lines = [
        f'<Relationship Id="{id_}" Type="{_R}/{word}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for id_, word, target in each
    ]
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def word_xml(kind: str, body: str) -> str:
    return f"{_HEAD}<w:{kind} {_NAMES}>{body}</w:{kind}>"


def paragraph(text: str) -> str:
    return f'<w:p w:rsidR="00A77427"><w:r w:rsidRPr="00A77427"><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx_parts(
    body: str = paragraph("Visible words"),
    *,
    named: tuple[Relation, ...] = (),
    typed: tuple[tuple[str, str], ...] = (),
    main: str = DOCX.mime + ".main+xml",
    more: Mapping[str, bytes | str] | None = None,
) -> dict[str, bytes | str]:
    """A document whose body is ``body``. ``named``: what it names; ``typed``: what parts say that they are; ``more``:
    parts by their names."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": content_types(("word/document.xml", main), *typed),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": word_xml("document", f"<w:body>{body}<w:sectPr/></w:body>"),
    }
    if named:
        parts["word/_rels/document.xml.rels"] = relations(*named)
    return parts | dict(more or {})


def docx(body: str = paragraph("Visible words"), **given: object) -> bytes:
    return zipped(docx_parts(body, **given))  # type: ignore[arg-type]


def word_mime(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


def field(instruction: str, result: str) -> str:
    """A field as Word writes it: its instruction, and what it last came to."""
    runs = [
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{instruction}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{result}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:r>{run}</w:r>" for run in runs)


def words_of(content: bytes, part: str = "word/document.xml") -> str:
    """What stands to be read in a part of a document, paragraph by paragraph."""
    root = etree.fromstring(unzipped(content)[part])
    return "\n".join(
        "".join(each.text or "" for each in line.iter(f"{{{_W}}}t", f"{{{_W}}}delText"))
        for line in root.iter(f"{{{_W}}}p")
    )


def workbook(cells: Mapping[str, str | float] | None = None) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in (cells or {"A1": "Visible", "B1": 7.5, "A2": "=B1*2"}).items():
        sheet[place] = value
    book.properties.creator = book.properties.lastModifiedBy = NAME
    return book


def saved(book: openpyxl.Workbook, changed: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """The workbook as a file; ``changed``: in a part, (before, after)."""
    buffer = io.BytesIO()
    book.save(buffer)
    parts: dict[str, bytes | str] = dict(unzipped(buffer.getvalue()))
    for name, change in (changed or {}).items():
        before, after = (each.encode() for each in change)
        content = parts[name]
        assert isinstance(content, bytes)
        assert before in content, (name, content)
        parts[name] = content.replace(before, after)
    return zipped(parts)


def values_of(content: bytes) -> list[list[object]]:
    """The cells of the first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMES = (
    f'xmlns:office="{_OFFICE}office:1.0" xmlns:text="{_OFFICE}text:1.0" xmlns:draw="{_OFFICE}drawing:1.0" '
    f'xmlns:script="{_OFFICE}script:1.0" xmlns:meta="{_OFFICE}meta:1.0" xmlns:form="{_OFFICE}form:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt_parts(
    body: str = "<text:p>Visible words</text:p>", more: Mapping[str, bytes | str] | None = None
) -> dict[str, bytes | str]:
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    return {
        "mimetype": ODT.mime,
        "content.xml": f"{_HEAD}<office:document-content {ODF_NAMES}>{inside}</office:document-content>",
        "META-INF/manifest.xml": f'{_HEAD}<manifest:manifest xmlns:manifest="{_OFFICE}manifest:1.0"/>',
    } | dict(more or {})
