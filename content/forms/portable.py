"""PDF as it is kept: its pages, without their author, without what acts by itself, leads outside or hides inside."""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from content.forms.colours import bare_profile
from content.forms.file_types import PDF, FileType
from content.forms.inner_pictures import bare_jp2, bare_jpeg
from content.forms.unreadable import Broken, Bundle, Locked, TooMuch

_MOST_PAGES: Final = 5_000
_MOST_UNPACKED: Final = 100 * 1024 * 1024
"""In bytes, of one picture that is packed twice over."""
_GONE: Final = frozenset((
    # who made it, with what and when
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreatorInfo", "/SpiderInfo",
    # what is done by itself
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/Rendition", "/Renditions", "/RichMediaContent",
    "/RichMediaSettings", "/AlternatePresentations", "/Requirements", "/PA",
    # what leads outside or lies inside
    "/EmbeddedFiles", "/EF", "/AF", "/URLS", "/IDS", "/OPI", "/Threads", "/Lock", "/SV",
    # signatures: they hold for the bytes that came, and name who signed
    "/Perms", "/DSS", "/Legal",
))  # fmt: skip
_OF_THE_ROOT: Final = ("/URI", "/Collection", "/NeedsRendering", "/Extensions")
_OF_A_NOTE: Final = ("/T", "/NM", "/M", "/CreationDate", "/RC")
"""What a note says of who wrote it; ``/T`` is the name of a field where it is part of a form."""
_OF_A_STREAM: Final = ("/F", "/FFilter", "/FDecodeParms", "/Ref")
"""Where the bytes of a stream lie outside."""
_ACTIONS_INSIDE: Final = ("/GoTo", "/Named")
_OUTSIDE: Final = (
    "/Launch", "/JavaScript", "/URI", "/GoToR", "/GoToE", "/GoToDp", "/SubmitForm", "/ImportData", "/ResetForm",
    "/Hide", "/Movie", "/Sound", "/Rendition", "/Trans", "/SetOCGState", "/GoTo3DView", "/RichMediaExecute",
)  # fmt: skip
_ACTING: Final = ("/Screen", "/RichMedia", "/Movie", "/Sound", "/3D", "/TrapNet")
_SIGNED, _PROFILE = slice(36, 40), b"acsp"
"""Where a colour profile says that it is one."""
_JPEG, _JPEG_2000, _FLATE = Name.DCTDecode, Name.JPXDecode, Name.FlateDecode


def write_anew(content: BinaryIO, _found: FileType, kept: BinaryIO) -> FileType:
    """Write the PDF in ``content`` to ``kept`` as qpdf writes it: only what its pages need, and no earlier versions.

    What was signed looks as it did, but the signature is gone: it holds for other bytes. Links are words again.
    Raises ``Locked``, ``Bundle`` for a wrapping of other files, and what qpdf raises at what it cannot read.
    """
    try:
        pdf = Pdf.open(content, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Locked from error
    with pdf:
        pages = len(pdf.pages)
        if pages == 0:
            raise Broken
        if pages > _MOST_PAGES or pdf.Root.get("/NeedsRendering", False):  # a form that a program draws: no pages
            raise TooMuch
        if "/Collection" in pdf.Root:
            raise Bundle
        for each in pdf.objects:
            _clean(each, depth=0)
        for name in _OF_THE_ROOT:
            _drop(pdf.Root, name)
        for name in ("/Info", "/ID"):
            _drop(pdf.trailer, name)
        pdf.save(kept, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return PDF


def _clean(thing: Object, *, depth: int) -> None:
    """An object with all that lies in it; what it only names is met by itself."""
    if depth > 100:
        raise TooMuch
    if isinstance(thing, Array):
        _clean_list(thing, depth)
    elif isinstance(thing, Stream):
        for name in _OF_A_STREAM:
            _drop(thing.stream_dict, name)
        _clean_dictionary(thing.stream_dict, depth)
        _clean_picture(thing)
        _clean_profile(thing)
    elif isinstance(thing, Dictionary):
        _clean_dictionary(thing, depth)


def _clean_list(things: Array, depth: int) -> None:
    acting = []
    for place, each in enumerate(things):
        if isinstance(each, Object):
            if isinstance(each, Dictionary) and _is_acting_note(each):
                acting.append(place)
            elif not each.is_indirect:
                _clean(each, depth=depth + 1)
    for place in reversed(acting):
        del things[place]


def _is_acting_note(dictionary: Dictionary) -> bool:
    return "/Rect" in dictionary and str(dictionary.get("/Subtype", "")) in _ACTING


def _clean_dictionary(dictionary: Dictionary, depth: int) -> None:
    names = dictionary.keys()
    for name in _GONE & names:
        del dictionary[name]
    if {"/Rect", "/Subtype"} <= names:
        _clean_note(dictionary)
    if "/FT" in names and dictionary.get("/FT") == Name.Sig:
        _drop(dictionary, "/V")
    if "/A" in names and _acts(dictionary.get("/A")):
        del dictionary["/A"]
    if "/S" in names and _acts(dictionary):
        for name in dictionary.keys():  # noqa: SIM118  a set of its own, no view
            del dictionary[name]
    elif "/S" in names and str(dictionary.get("/S")) in _ACTIONS_INSIDE:
        _drop(dictionary, "/Next")
    for _name, each in dictionary.items():
        if isinstance(each, (Dictionary, Array)) and not each.is_indirect:
            _clean(each, depth=depth + 1)


def _acts(thing: object) -> bool:
    """Whether it is an action that does more than turn to a page."""
    if not isinstance(thing, Dictionary):
        return False
    kind = str(thing.get("/S", ""))
    typed = thing.get("/Type", None) == Name.Action and kind not in _ACTIONS_INSIDE
    return typed or kind in _OUTSIDE


def _clean_note(note: Dictionary) -> None:
    kind = note.get("/Subtype", None)
    if kind == Name.FileAttachment:
        raise Bundle
    if kind not in (Name.Widget, Name.Link):
        for name in _OF_A_NOTE:
            _drop(note, name)


def _clean_picture(stream: Stream) -> None:
    """A JPEG or JPEG 2000, also where it is packed once more."""
    filters = stream.stream_dict.get("/Filter", None)
    chain: list[Any] = list(filters) if isinstance(filters, Array) else [filters]
    if len(chain) > 2 or chain[:2] == [_FLATE, _FLATE]:
        raise TooMuch
    if chain[-1] not in (_JPEG, _JPEG_2000):
        return
    coded = stream.read_raw_bytes()
    if len(chain) == 2:
        if chain[0] != _FLATE:
            return
        coded = zlib.decompressobj().decompress(coded, _MOST_UNPACKED)
    bare = bare_jpeg(coded) if chain[-1] == _JPEG else bare_jp2(coded)
    last: Any = stream.stream_dict.get("/DecodeParms", None)
    parameters: Any = last[-1] if isinstance(last, Array) else last
    stream.write(bare, filter=chain[-1], decode_parms=parameters)


def _clean_profile(stream: Stream) -> None:
    """The colours of a profile, without the device that it was made for; one that cannot be read is a blank, and the
    number of its colours says how they are drawn."""
    if "/N" not in stream.stream_dict or "/Type" in stream.stream_dict:
        return
    profile = stream.read_bytes()
    if profile[_SIGNED] == _PROFILE and (bare := bare_profile(profile) or b" ") != profile:
        stream.write(zlib.compress(bare), filter=_FLATE)


def _drop(dictionary: Object, name: str) -> None:
    if name in dictionary:
        del dictionary[name]
