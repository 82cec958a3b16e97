"""A PDF is kept with its pages, and with nothing that tells of its author, acts by itself or leads outside."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PdfReader

from content.forms.colours import bare_profile
from content.forms.file_types import PDF
from content.forms.portable import write_anew
from content.forms.unreadable import Broken, Bundle, Locked, TooMuch
from tests.content.forms import made
from tests.content.forms.told_made import SERIAL, WHO, screen_profile

NAME = "Telltale"
ACTIONS = [
    Dictionary(S=Name.Launch, F=String("evil.exe")),
    Dictionary(S=Name.JavaScript, JS=String("app.alert('evil')")),
    Dictionary(S=Name.URI, URI=String("http://evil.example")),
    Dictionary(S=Name.GoToR, F=String("//evil/share.pdf")),
    Dictionary(S=Name.SubmitForm, F=String("http://evil.example")),
    Dictionary(S=Name.GoTo, D=Array([0]), Next=Dictionary(S=Name.Launch, F=String("evil.exe"))),
]


def copied(action: Dictionary) -> Dictionary:
    values: dict[str, Any] = {str(name): value for name, value in action.items()}
    return Dictionary(values)


def with_page(words: str = "Visible words") -> Pdf:
    """A document of one page with one line."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 14 Tf 10 100 Td ({words}) Tj ET".encode())
    return pdf


def saved(pdf: Pdf, **how: object) -> bytes:
    written = io.BytesIO()
    pdf.save(written, compress_streams=False, **how)  # type: ignore[arg-type]
    return written.getvalue()


def kept(content: bytes) -> bytes:
    written = io.BytesIO()
    assert write_anew(io.BytesIO(content), PDF, written) == PDF
    return written.getvalue()


def laid_open(content: bytes) -> bytes:
    """All that stands in it, with nothing packed."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            written, qdf=True, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )  # fmt: skip
    return written.getvalue()


def words_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_a_pdf_keeps_its_words_and_tells_nothing_of_its_author() -> None:
    pdf = with_page()
    pdf.docinfo["/Author"] = pdf.docinfo["/Company"] = NAME
    with pdf.open_metadata() as words:
        words["dc:creator"] = [NAME]
    page = pdf.pages[0]
    page.obj.PieceInfo = Dictionary(Word=Dictionary(Private=String(NAME)))
    page.obj.Metadata = pdf.make_stream(f"<x>{NAME}</x>".encode())
    rect = Array([0, 0, 10, 10])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect, T=String(NAME), Contents=String("a remark"))
    page.obj.Annots = Array([pdf.make_indirect(note)])
    before = saved(pdf)
    assert laid_open(before).count(NAME.encode()) >= 4
    after = laid_open(kept(before))
    assert NAME.encode() not in after
    assert b"a remark" in after
    assert words_of(kept(before)) == words_of(before) == ["Visible words"]
    assert PdfReader(io.BytesIO(kept(before))).metadata is None


def test_an_earlier_version_does_not_go_along() -> None:
    pdf = with_page(NAME)
    first = pdf.pages[0].Contents
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 14 Tf 10 100 Td (Visible words) Tj ET")
    pdf.Root.Unused = first
    before = saved(pdf).replace(b"/Unused", b"/Title1")
    with pikepdf.open(io.BytesIO(before)) as read:
        del read.Root["/Title1"]
        ghost = saved(read)
    behind = ghost + b"\n%%EOF\n9 0 obj\n(" + NAME.encode() + b")\nendobj\n"
    assert NAME.encode() not in kept(behind)
    assert words_of(kept(behind)) == ["Visible words"]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda each: str(each.S))
@pytest.mark.parametrize("where", ["OpenAction", "AA", "link", "outline", "names"])
def test_what_acts_by_itself_or_leads_outside_does_not_go_along(action: Dictionary, where: str) -> None:
    pdf = with_page()
    page = pdf.pages[0].obj
    held = pdf.make_indirect(copied(action))
    if where == "OpenAction":
        pdf.Root.OpenAction = held
    elif where == "AA":
        page.AA = Dictionary(O=held)
    elif where == "link":
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=held)
        page.Annots = Array([pdf.make_indirect(link)])
    elif where == "outline":
        entry = pdf.make_indirect(Dictionary(Title=String("Chapter"), A=held))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=entry, Last=entry, Count=1))
    else:
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), held])))
    before = saved(pdf)
    assert b"evil" in laid_open(before)
    assert b"evil" not in laid_open(kept(before))
    assert words_of(kept(before)) == ["Visible words"]


def test_files_inside_of_it_do_not_go_along() -> None:
    pdf = with_page()
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ evil", filename="evil.exe")
    assert b"evil" in laid_open(saved(pdf))
    assert b"evil" not in laid_open(kept(saved(pdf)))


@pytest.mark.parametrize("packed", [False, True])
def test_a_photo_in_it_keeps_its_pixels_and_loses_its_place(packed: bool) -> None:
    pdf = with_page()
    size = {"Width": 64, "Height": 32, "BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB}
    photo = pdf.make_stream(made.photo(), Type=Name.XObject, Subtype=Name.Image, **size)
    photo.Filter = Name.DCTDecode
    if packed:
        photo.write(zlib.compress(made.photo()), filter=Array([Name.FlateDecode, Name.DCTDecode]))
    pdf.pages[0].Resources.XObject = Dictionary(Im0=photo)
    after = kept(saved(pdf))
    with pikepdf.open(io.BytesIO(after)) as read:
        stored = read.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert b"Telltale" not in stored
    assert made.opened(stored).tobytes() == made.opened(made.photo()).tobytes()


def test_what_stands_around_a_pdf_does_not_go_along() -> None:
    both = b"<html><script>alert('evil')</script></html>\n" + saved(with_page()) + b"<script>evil</script>"
    after = kept(both)
    assert after.startswith(b"%PDF-")
    assert b"evil" not in after
    assert words_of(after) == ["Visible words"]


def test_a_pdf_that_anyone_may_open_is_kept_without_its_locks() -> None:
    content = saved(with_page(), encryption=pikepdf.Encryption(owner="secret", user=""))
    after = kept(content)
    assert not PdfReader(io.BytesIO(after)).is_encrypted
    assert words_of(after) == ["Visible words"]


def test_a_signature_goes_and_what_is_seen_of_it_stays() -> None:
    pdf = with_page()
    drawn = pdf.make_stream(b"0.25 w", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    held = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(NAME), Contents=String("x"))
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), V=held, Rect=Array([0, 0, 9, 9]),
        AP=Dictionary(N=drawn),
    )  # fmt: skip
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    after = laid_open(kept(saved(pdf)))
    assert NAME.encode() not in after
    assert b"0.25 w" in after


def locked() -> bytes:
    return saved(with_page(), encryption=pikepdf.Encryption(owner="a", user="b"))


def portfolio() -> bytes:
    pdf = with_page()
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    return saved(pdf)


def with_a_pinned_file() -> bytes:
    pdf = with_page()
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([note])
    return saved(pdf)


def drawn_by_a_program() -> bytes:
    pdf = with_page()
    pdf.Root.NeedsRendering = True
    return saved(pdf)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (locked(), Locked),
        (portfolio(), Bundle),
        (with_a_pinned_file(), Bundle),
        (drawn_by_a_program(), TooMuch),
        (saved(Pdf.new()), Broken),
    ],
)
def test_what_cannot_be_kept_is_refused(content: bytes, why: type[Exception]) -> None:
    with pytest.raises(why):
        kept(content)


def test_what_is_no_pdf_cannot_be_read() -> None:
    with pytest.raises(pikepdf.PdfError):
        kept(b"%PDF-1.7 and nothing else")


@pytest.mark.parametrize("profile", [screen_profile(), bytes(36) + b"acsp" + b"Telltale" * 30])
def test_a_colour_profile_keeps_its_colours_and_no_device(profile: bytes) -> None:
    pdf = with_page()
    colours = pdf.make_stream(profile, N=3)
    pdf.pages[0].Resources.ColorSpace = Dictionary(C1=Array([Name.ICCBased, colours]))
    pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, DestOutputProfile=colours)])
    after = kept(saved(pdf))
    with pikepdf.open(io.BytesIO(after)) as read:
        left = read.pages[0].Resources.ColorSpace.C1[1].read_bytes()
    assert left == (bare_profile(profile) or b" ")
    secrets = [word.encode(coding) for word in (WHO, SERIAL, NAME) for coding in ("ascii", "utf-16-be")]
    assert not [secret for secret in secrets if secret in laid_open(after)]
    settled = kept(after)
    assert kept(settled) == settled
