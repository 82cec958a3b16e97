"""Documents of Word and Excel: the parts that are drawn, found by following what names them from the first on."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from content.forms.file_types import DOCX, XLSX, FileType
from content.forms.inner_pictures import bare
from content.forms.marked_up import name_of, read_xml, words, written_xml
from content.forms.office_xml import cleaned_xml
from content.forms.packages import Package
from content.forms.unreadable import Broken, Bundle, OtherType, Programs

CONTENT_TYPES: Final = "[Content_Types].xml"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_MAIN: Final = {DOCX.mime + ".main+xml": DOCX, XLSX.mime + ".main+xml": XLSX}
_DRAWN: Final = words(
    # of both
    "theme themeOverride styles drawing chart chartColorStyle chartStyle chartUserShapes image comments "
    "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing "
    # of Word
    "stylesWithEffects settings webSettings fontTable numbering header footer footnotes endnotes "
    # of Excel
    "worksheet chartsheet sharedStrings table tableSingleCells vmlDrawing"
)
"""What a relationship may be, by the last word of its type. The rest tells of people or machines, acts, leads outside
or is a file of its own."""
_PROGRAMS: Final = frozenset(("vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"))
_WRAPPED: Final = frozenset(("aFChunk",))
_PROGRAMS_SAY: Final = ("macro", "vba", "activex")
"""In their content types."""
_FIRST: Final = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part names: by which id, as what, and which other part."""

    id: str
    type: str
    target: str

    @property
    def word(self) -> str:
        return self.type.rpartition("/")[2]


def office_parts(package: Package) -> tuple[FileType, dict[str, bytes]]:
    """Which document it is, and its parts as they are kept. Raises one of ``Unreadable``."""
    types = _ContentTypes(package)
    first = [each for each in _relations(package, "") if each.word == _FIRST]
    if not first:
        raise OtherType
    main = first[0]
    found = _MAIN.get(types.of(main.target))
    if found is None:
        raise OtherType
    written = _Writing(package, types)
    waiting = [main]
    while waiting:
        each = waiting.pop()
        if each.target not in written.types:
            waiting += written.take(each)
    written.parts[_relations_name("")] = _relations_xml([main])
    return found, {CONTENT_TYPES: _content_types(written.types), **written.parts}


class _ContentTypes:
    """What each part says that it is."""

    def __init__(self, package: Package) -> None:
        self._by_name: dict[str, str] = {}
        self._by_ending: dict[str, str] = {}
        for each in read_xml(package.read(CONTENT_TYPES)):
            if name_of(each) == "Override":
                self._by_name[each.get("PartName", "").lstrip("/").lower()] = each.get("ContentType", "")
            elif name_of(each) == "Default":
                self._by_ending[each.get("Extension", "").lower()] = each.get("ContentType", "")

    def of(self, name: str) -> str:
        """Raises ``Programs`` where it says that it is one, whatever names it and as what."""
        ending = name.rpartition(".")[2].lower()
        declared = self._by_name.get(name.lower()) or self._by_ending.get(ending, "")
        if any(word in declared.lower() for word in _PROGRAMS_SAY):
            raise Programs
        return declared


class _Writing:
    """The parts so far, and what each of them is."""

    def __init__(self, package: Package, declared: _ContentTypes) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self._package, self._declared = package, declared
        self._pictures: dict[str, bytes | None] = {}

    def take(self, named: Relation) -> list[Relation]:
        """Write one part; returns what it names in turn."""
        name, declared = named.target, self._declared.of(named.target)
        picture = self._pictures.get(name)
        if picture is not None:
            self.parts[name], self.types[name] = picture, _type_of_picture(picture, declared)
            return []
        if not declared.endswith(("+xml", ".vmlDrawing")):
            raise Broken
        relations = [each for each in _relations(self._package, name) if self._stays(each)]
        root = read_xml(self._package.read(name), forgiving=named.word == "vmlDrawing")
        cleaned_xml(root, kept_ids=frozenset(each.id for each in relations))
        self.parts[name], self.types[name] = written_xml(root), declared
        if relations:
            self.parts[_relations_name(name)] = _relations_xml(relations)
        return relations

    def _stays(self, relation: Relation) -> bool:
        """Whether what is named goes along: a picture if it is one. Raises ``Programs`` and ``Bundle``."""
        if relation.word in _PROGRAMS:
            raise Programs
        if relation.word in _WRAPPED:
            raise Bundle
        name = relation.target
        if relation.word not in _DRAWN or name not in self._package.names:
            return False
        if relation.word == "image" and name not in self._pictures:
            self._pictures[name] = bare(self._package.read(name))
        return relation.word != "image" or self._pictures[name] is not None


def _relations(package: Package, name: str) -> list[Relation]:
    """What the part ``name`` names inside of the package; of the package itself where it is empty."""
    file = _relations_name(name)
    if file not in package.names:
        return []
    found = []
    for each in read_xml(package.read(file)):
        if each.get("TargetMode") == "External" or name_of(each) != "Relationship":
            continue
        folder, target = posixpath.dirname(name), unquote(each.get("Target", ""))
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relation(each.get("Id", ""), each.get("Type", ""), path))
    return found


def _relations_name(name: str) -> str:
    return posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")


def _relations_xml(relations: list[Relation]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_plain(_RELATIONS))
    for each in relations:
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=each.id, Type=each.type, Target=f"/{each.target}")
    return written_xml(root)


def _content_types(types: dict[str, str]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap=_plain(_TYPES))
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="rels", ContentType=_RELATIONS_TYPE)
    for name, declared in types.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=declared)
    return written_xml(root)


def _plain(namespace: str) -> Any:
    """The namespace without a prefix, which the types of lxml do not know."""
    return {None: namespace}


def _type_of_picture(picture: bytes, declared: str) -> str:
    """One that was drawn anew is a PNG, whatever it was."""
    if picture.startswith(b"\x89PNG"):
        return "image/png"
    if picture.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if not declared.startswith("image/"):
        raise Broken
    return declared
