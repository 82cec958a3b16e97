"""Texts of OpenDocument as they are kept: words, layout and pictures, each looked through."""

from __future__ import annotations

from typing import Final

from lxml import etree

from content.forms.file_types import ODT
from content.forms.inner_pictures import bare
from content.forms.marked_up import Element, attributes_of, name_of, read_xml, remove, unwrap, words, written_xml
from content.forms.office_xml import NOBODY
from content.forms.packages import Package
from content.forms.unreadable import Broken, OtherType

MIMETYPE: Final = "mimetype"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_MANIFEST_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_PICTURES: Final = ("Pictures/", "ObjectReplacements/")
_GONE: Final = words(
    # what acts or fetches
    "scripts event-listeners event-listener dde-source dde-connection-decls dde-link section-source table-source "
    "cell-range-source plugin applet object object-ole floating-frame forms font-face-src submission "
    # people and machines
    "creator-initials initials"
)
_UNWRAPPED: Final = words(
    "a execute-macro script dde-connection database-display database-next database-row-select database-row-number "
    "database-name meta meta-field author-name author-initials creator initial-creator printed-by "
    "user-defined sender-firstname sender-lastname sender-initials sender-title sender-position sender-email "
    "sender-phone-private sender-fax sender-company sender-phone-work sender-street sender-city sender-postal-code "
    "sender-country sender-state-or-province file-name template-name"
)
"""Fields and links: what they show stays as words."""
_NOTES: Final = ("annotation", "change-info")


def open_document_parts(package: Package) -> dict[str, bytes]:
    """The parts as they are kept. Raises one of ``Unreadable``."""
    declared = package.read(MIMETYPE).strip()
    if declared != ODT.mime.encode() or _CONTENT not in package.names:
        raise OtherType
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise Broken
    pictures = {
        name: picture
        for name in sorted(package.names)
        if name.startswith(_PICTURES) and not name.endswith("/") and (picture := bare(package.read(name))) is not None
    }
    parts = {MIMETYPE: declared}
    for name in (_CONTENT, _STYLES):
        if name in package.names:
            root = read_xml(package.read(name))
            _clean(root, frozenset(pictures))
            parts[name] = written_xml(root)
    parts |= pictures
    parts[_MANIFEST] = _manifest(parts)
    return parts


def _clean(root: Element, pictures: frozenset[str]) -> None:
    for each in list(root.iter("*")):
        parent = each.getparent()
        if parent is None:
            continue
        name = name_of(each)
        if name_of(parent) in _NOTES and name in ("creator", "date", "date-string", "sender-initials"):
            _name_nobody(each, name)
        elif name in _GONE:
            remove(each)
        elif name in _UNWRAPPED:
            unwrap(each)
        else:
            _clean_links(each, name, pictures)


def _name_nobody(element: Element, name: str) -> None:
    if name == "creator":
        element.text = NOBODY
    else:
        remove(element)


def _clean_links(element: Element, name: str, pictures: frozenset[str]) -> None:
    for full, short, value in attributes_of(element):
        if short != "href" or value.startswith("#"):
            continue
        if value.removeprefix("./") not in pictures:
            del element.attrib[full]
            if name in ("image", "fill-image", "background-image"):
                remove(element)
                return


def _manifest(parts: dict[str, bytes]) -> bytes:
    root = etree.Element(f"{{{_MANIFEST_NS}}}manifest", nsmap={"manifest": _MANIFEST_NS})
    root.set(f"{{{_MANIFEST_NS}}}version", "1.2")
    for path, kind in (("/", ODT.mime), *((name, _kind(name)) for name in parts if name != MIMETYPE)):
        entry = etree.SubElement(root, f"{{{_MANIFEST_NS}}}file-entry")
        entry.set(f"{{{_MANIFEST_NS}}}full-path", path)
        entry.set(f"{{{_MANIFEST_NS}}}media-type", kind)
    return written_xml(root)


def _kind(name: str) -> str:
    return "text/xml" if name.endswith(".xml") else ""
