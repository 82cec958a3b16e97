"""XML that others wrote: read without anything that it asks for."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element


class NotMarkup(ValueError):
    """It cannot be read, or brings a DTD, with which it could ask for files, addresses or memory without end."""


def read_markup(content: bytes, *, forgiving: bool = False) -> Element:
    """The root. Comments and instructions to programs are left out; a document with a DTD is not read at all.

    ``forgiving``: as browsers read, for what was never strict. Raises ``NotMarkup``.
    """
    parser = etree.XMLParser(
        remove_comments=True,
        remove_pis=True,
        recover=forgiving,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotMarkup from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise NotMarkup
    return root


def name_of(element: Element) -> str:
    """Its name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace_of(element: Element) -> str:
    """That of its name; "" for a name in none."""
    return str(element.tag).rpartition("}")[0][1:]
