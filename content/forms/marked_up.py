"""XML of documents: read without anything that it asks for, changed by the names of its elements, written anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from content.forms.unreadable import Broken
from permissions.markup import Element, NotMarkup, name_of, read_markup

__all__ = [
    "Element",
    "attributes_of",
    "name_of",
    "read_xml",
    "remove",
    "remove_wholly",
    "unwrap",
    "words",
    "written_xml",
]
_GO_WHEN_EMPTY: Final = frozenset(("hyperlinks", "tableParts", "ext", "extLst", "definedNames"))


def read_xml(content: bytes, *, forgiving: bool = False) -> Element:
    """The root, as ``read_markup`` reads it; raises ``Broken``."""
    try:
        return read_markup(content, forgiving=forgiving)
    except NotMarkup as error:
        raise Broken from error


def words(text: str) -> frozenset[str]:
    """Names as they stand in ``text``, between blanks."""
    return frozenset(text.split())


def written_xml(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def attributes_of(element: Element) -> Iterator[tuple[str, str, str]]:
    """Of each attribute its full name, its name without its namespace, and its value."""
    for full, value in list(element.attrib.items()):
        yield str(full), str(full).rpartition("}")[2], str(value)


def remove(element: Element) -> None:
    """Take it out with all that is in it; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        raise Broken
    _leave_text(parent, element, element.tail or "")
    parent.remove(element)


def remove_wholly(element: Element) -> None:
    """With what is around it, where that may not be empty; no error where it went before."""
    parent = element.getparent()
    if parent is None:
        return
    remove(element)
    if len(parent) == 0 and (name_of(parent) in _GO_WHEN_EMPTY or name_of(parent).endswith("List")):
        remove_wholly(parent)


def unwrap(element: Element) -> None:
    """Take it out and leave in its place what is in it."""
    parent = element.getparent()
    if parent is None:
        raise Broken
    _leave_text(parent, element, element.text or "")
    place = parent.index(element)
    children, tail = list(element), element.tail or ""
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    elif tail:
        _append(parent, place - 1, tail)


def _leave_text(parent: Element, element: Element, text: str) -> None:
    """``text`` before ``element``, whose own tail then goes with it."""
    if text:
        _append(parent, parent.index(element) - 1, text)


def _append(parent: Element, place: int, text: str) -> None:
    if place < 0:
        parent.text = (parent.text or "") + text
    else:
        parent[place].tail = (parent[place].tail or "") + text
