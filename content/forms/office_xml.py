"""What stands in the XML of Word and Excel, without what names people, acts by itself or leads outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from content.forms.formulas import drop_formulas
from content.forms.marked_up import Element, attributes_of, name_of, remove, remove_wholly, unwrap, words
from content.forms.office_fields import drop_fields
from content.forms.unreadable import Bundle

NOBODY: Final = "Author"
"""Whom Word itself names in the place of a person who shall not be named."""
_GONE: Final = words(
    # people and machines
    "rsids docId docVars fileSharing absPath revisionPtr customWorkbookViews customSheetViews writeProtection "
    # what acts, or fetches
    "attachedTemplate mailMerge saveThroughXslt OLEObject control controls oleObjects FmlaMacro FmlaPict frameset "
    "hlinkClick hlinkHover hlinkMouseOver externalData externalReferences pivotCaches dataBinding webPublishing "
    "webPublishItems subDoc movie videoFile audioFile wavAudioFile quickTimeFile contentPart embedRegular embedBold "
    "embedItalic embedBoldItalic entryMacro exitMacro fldData"
)
_GONE_ATTRIBUTES: Final = words("macro onAction href althref src paraId textId durableId")
SHEETS: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_MILLIONS: Final = frozenset(("sheetData", "si"))
"""The cells and the words of a workbook, in which there is nothing to clean but formulas."""
_CELLS: Final = [f"{{{sheets}}}c" for sheets in SHEETS]
_OF_A_CELL: Final = ("cm", "vm")
"""Where it says what it shows beside its value, in a part that does not stay."""
_IDS_OF: Final = ("/relationships", "urn:schemas-microsoft-com:office:office}relid")
_PATH: Final = re.compile(r"[\\/]|\.(jpe?g|png|gif|heic|bmp|tiff?|webp|emf|wmf)$", re.IGNORECASE)
_NAMES_OF_PICTURES: Final = ("cNvPr", "docPr")


def cleaned_xml(root: Element, *, kept_ids: frozenset[str]) -> None:
    """Clean ``root`` in its place. ``kept_ids``: by which ids it still names other parts.

    Words, numbers, pictures and changes that were tracked stay, these without who made them and when. Raises
    ``Bundle``.
    """
    elements = list(_to_clean(root))
    drop_fields(elements)
    drop_formulas(elements)
    for each in elements:
        if each is not root and each.getparent() is None:
            continue  # it went with what it lay in
        name = name_of(each)
        if name == "altChunk":
            raise Bundle
        if name in _GONE:
            remove_wholly(each)
            continue
        if name in _CHANGES:
            _CHANGES[name](each)
        _clean_attributes(each, name, kept_ids)
    for cell in root.iter(*_CELLS):
        for attribute in _OF_A_CELL:
            cell.attrib.pop(attribute, "")


def _to_clean(root: Element) -> Iterator[Element]:
    yield root
    for part in root:
        if name_of(part) not in _MILLIONS:
            yield from part.iter("*")
        elif len(part):
            yield from part.iter("{*}f", "{*}extLst")


def _clean_attributes(element: Element, name: str, kept_ids: frozenset[str]) -> None:
    for full, short, value in attributes_of(element):
        if short in _GONE_ATTRIBUTES or short.startswith("rsid"):
            del element.attrib[full]
        elif short == "author":
            element.set(full, NOBODY)
            _forget_when(element)
        elif any(part in full for part in _IDS_OF) and value not in kept_ids and not _lose(element, full, name):
            return


def _forget_when(element: Element) -> None:
    for full, short, _value in attributes_of(element):
        if short in ("date", "dateUtc", "initials"):
            del element.attrib[full]


def _lose(element: Element, attribute: str, name: str) -> bool:
    """What named a part that did not stay; whether the element does."""
    if name in ("hyperlink", "smartTag") and len(element):
        unwrap(element)
        return False
    if name in ("blip", "imagedata", "fill", "stroke", "pageSetup"):
        del element.attrib[attribute]
        return True
    choice = next((each for each in element.iterancestors() if name_of(each) == "Choice"), None)
    if choice is None:
        remove_wholly(element)
    else:
        _fall_back(choice)
    return False


def _fall_back(choice: Element) -> None:
    """To what is drawn by a program that knows nothing of this way to draw it."""
    both = choice.getparent()
    if both is None:
        return
    remove(choice)
    if all(name_of(each) != "Choice" for each in both) and both.getparent() is not None:
        for each in list(both):
            unwrap(each)
        unwrap(both)


def _name_picture(element: Element) -> None:
    """Its name is often that of a file, and its description where that lay."""
    for full, short, value in attributes_of(element):
        if short in ("name", "descr", "title") and _PATH.search(value):
            element.set(full, "" if short != "name" else f"Picture {element.get('id', '')}".strip())


def _name_nobody(element: Element) -> None:
    """Excel's list of authors, and the name that it writes over each comment."""
    names = [(each.text or "").strip() for each in element if name_of(each) == "author"]
    for each in element:
        each.text = NOBODY
    parent = element.getparent()
    if parent is None:
        return
    for comment in (each for each in parent.iter("*") if name_of(each) == "comment"):
        first = next((each for each in comment.iter("*") if name_of(each) == "t" and each.text), None)
        if first is not None:
            for name in filter(None, names):
                if (first.text or "").startswith(f"{name}:"):
                    first.text = NOBODY + (first.text or "")[len(name) :]
                    break


_CHANGES: Final[Mapping[str, Callable[[Element], None]]] = {
    "authors": _name_nobody,
    **dict.fromkeys(_NAMES_OF_PICTURES, _name_picture),
}
