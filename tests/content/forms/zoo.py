"""One of each kind of hostile file, by its name: what the bench sends, and what no door may hand on."""

from __future__ import annotations

import io
import zlib
from functools import cache

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.content.forms import bombs, made
from tests.content.forms.documents_made import docx, docx_parts, odt_parts, paragraph, saved, workbook, zipped
from tests.content.forms.scanner_made import EICAR


@cache
def hostile() -> dict[str, bytes]:
    """Bombs of pictures, packages and PDF; documents with programs, files and links in them; what is no document."""
    return {
        "bz2.docx": bombs.lying_mimetype(bombs.zeros_in_bz2(400), bombs.BZ2),
        "deflate.docx": bombs.lying_mimetype(bombs.zeros_deflated(250), bombs.DEFLATE),
        "swelling.docx": bombs.swelling_document(400),
        "parts.docx": bombs.package(bombs.Part("a"), *bombs.WORD, named_again=350_000),
        "scans.jpg": bombs.scans_repeated(1_000, side=7_200),
        "most-scans.jpg": bombs.scans_repeated(14, side=7_200),
        "pixels.webp": bombs.plain_webp(7_200),
        "most-pixels.webp": bombs.plain_webp(4_000),
        "canvas.webp": bombs.wide_canvas(),
        "pixels.png": bombs.png(60_000, 60_000),
        "words.png": bombs.swelling_words(),
        "torn.gif": bombs.TORN_GIF,
        "entities.docx": zipped(docx_parts() | {"word/document.xml": _laughing()}),
        "elements.docx": zipped(docx_parts() | {"word/document.xml": _elements(3_000_000)}),
        "deep.docx": zipped(docx_parts() | {"word/document.xml": b"<a>" * 100_000 + b"</a>" * 100_000}),
        "cells.xlsx": saved(workbook(), {"xl/worksheets/sheet1.xml": ("<sheetData>", _cells(800_000))}),
        "elements.odt": zipped(odt_parts(more={"content.xml": _elements(3_000_000)})),
        "macro.docx": docx(more={"word/vbaProject.bin": b"x"}),
        "program.docx": docx(more={"word/a.vbs": b"x", "a.scr": b"x", "../../a.hta": b"x"}),
        "eicar.docx": docx(more={"word/a.com": EICAR}),
        "dde.docx": docx(paragraph("x") + '<w:p><w:fldSimple w:instr="DDEAUTO c:\\a.exe"/></w:p>'),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9_000),
        "script.pdf": _pdf(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        "launch.pdf": _pdf(Dictionary(S=Name.Launch, F=String("cmd.exe"))),
        "html.pdf": b"<html><script>alert(1)</script>" + made.PLAIN_PDF,
        "deep.pdf": made.PLAIN_PDF.replace(b"/MediaBox", b"/X " + b"[" * 100_000 + b"]" * 100_000 + b"/MediaBox"),
        "objects.pdf": _many_objects(400_000),
        "swelling.pdf": _swelling_objects(),
        "loop.pdf": made.PLAIN_PDF.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
        "run.exe": b"MZ\x90\x00" + bytes(500),
        "page.html": b"<html><script>alert(1)</script></html>",
    }


def _laughing() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10))
    return b'<!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]><x>&a9;</x>"


def _elements(number: int) -> bytes:
    return b"<a>" + b"<b/>" * number + b"</a>"


def _cells(number: int) -> str:
    return "<sheetData><row>" + "<c><f>1</f></c>" * number + "</row>"


def _pdf(action: Dictionary) -> bytes:
    written = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = action
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
        pdf.save(written)
    return written.getvalue()


def _many_objects(number: int) -> bytes:
    objects = b"".join(b"%d 0 obj\n<</A[]>>\nendobj\n" % place for place in range(10, number))
    return made.PLAIN_PDF.replace(b"trailer", objects + b"trailer")


def _swelling_objects() -> bytes:
    """A table of objects that unpacks to 600 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(bytes(1024 * 1024)) for _ in range(600)] + [packer.flush()])
    head = b"9 0 obj\n<</Type/XRef/W[1 2 1]/Size 10/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    body = made.PLAIN_PDF[: made.PLAIN_PDF.index(b"trailer")]
    return body + head + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
