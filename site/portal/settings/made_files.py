"""Static files that are made, not written: a page's sheets as one, parts of our type, bpmn-js' few files."""

from __future__ import annotations

import io
import os
import string
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

from portal.settings.environment import ROOT, VAR
from portal.settings.sheets import SHEETS

MADE = VAR / "made"
SHEETS_FROM = ROOT / "site" / "static" / "css"
TYPE = ROOT / "node_modules" / "@fontsource"
LATIN = TYPE / "ibm-plex-sans" / "files" / "ibm-plex-sans-latin-{weight}-normal.woff2"
ARABIC = TYPE / "ibm-plex-sans-arabic" / "files" / "ibm-plex-sans-arabic-arabic-{weight}-normal.woff2"
BPMN = ROOT / "node_modules" / "bpmn-js"
BPMN_FROM = BPMN / "dist"
MAPLIBRE = ROOT / "node_modules" / "maplibre-gl"
IDB = ROOT / "node_modules" / "idb"
SIGNS = string.digits + string.ascii_letters + string.punctuation + "«»·×°–—‘’“”„•…′″‹›"
"""What an Arabic page shows of Latin type, words such as PDF among it: a third of the font. css/signs.css names the
same as ``unicode-range``."""
LETTERS = "".join(
    chr(code)
    for first, last in (
        *((0x20, 0x20), (0xA0, 0xA0), (0x60C, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x652)),
        *((0x660, 0x66C), (0x670, 0x670)),
    )
    for code in range(first, last + 1)
)
"""What the Arabic language is written with, and the blank: a third of a font that also has the letters of Persian, Urdu
and their neighbours, which is fetched as soon as one of those is on the page. css/letters.css names the same."""

Maker = Callable[[Sequence[Path]], bytes]


def joined(sources: Sequence[Path]) -> bytes:
    """Sheets in one, in their order. All lie as deep as what is made of them, so that their addresses stay true."""
    return b"\n".join(path.read_bytes() for path in sources)


def with_licence(sources: Sequence[Path]) -> bytes:
    """A library's file behind its licence, which asks to go along with it."""
    licence, file = (path.read_bytes() for path in sources)
    return b"/*!\n" + licence + b"*/\n" + file


def signs_of(sources: Sequence[Path]) -> bytes:
    """``SIGNS`` alone of one font."""
    return _part_of(sources[0], SIGNS, layout_features=[])


def letters_of(sources: Sequence[Path]) -> bytes:
    """``LETTERS`` alone of one font, with all that joins them."""
    return _part_of(sources[0], LETTERS)


def _part_of(source: Path, text: str, **more: Any) -> bytes:
    """As WOFF2; its licence stays inside."""
    from fontTools.subset import Options, Subsetter, load_font, save_font  # noqa: PLC0415 - slow to import, seldom asked

    options = Options(flavor="woff2", name_IDs=[0, 13, 14], **more)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    made = io.BytesIO()
    with font:
        save_font(font, made, options)
    return made.getvalue()


def without_source_map(sources: Sequence[Path]) -> bytes:
    """A library's file behind its licence, without the name of the map of its source, which is not served."""
    licence, file = (path.read_bytes() for path in sources)
    return b"/*!\n" + licence + b"*/\n" + file.rpartition(b"\n//# sourceMappingURL=")[0] + b"\n"


MADE_OF: dict[str, tuple[Maker, tuple[Path, ...]]] = {
    **{
        f"sheets/{readers}.css": (joined, tuple(SHEETS_FROM / f"{name}.css" for name in names))
        for readers, names in SHEETS.items()
    },
    **{
        f"made/{name}-{weight}.woff2": (make, (Path(str(source).format(weight=weight)),))
        for name, make, source in (("signs", signs_of, LATIN), ("letters", letters_of, ARABIC))
        for weight in (400, 600)
    },
    # Of bpmn-js what the canvas loads: beside it lie megabytes for its developers.
    "made/bpmn-modeler.js": (with_licence, (BPMN / "LICENSE", BPMN_FROM / "bpmn-modeler.production.min.js")),
    "made/bpmn-viewer.js": (with_licence, (BPMN / "LICENSE", BPMN_FROM / "bpmn-navigated-viewer.production.min.js")),
    # Of MapLibre what a map loads, when somebody opens one.
    **{
        f"made/{name}.mjs": (without_source_map, (MAPLIBRE / "LICENSE.txt", MAPLIBRE / "dist" / f"{name}.mjs"))
        for name in ("maplibre-gl", "maplibre-gl-worker")
    },
    "made/maplibre.css": (with_licence, (MAPLIBRE / "LICENSE.txt", MAPLIBRE / "dist" / "maplibre-gl.css")),
    # Beside our scripts, which import it by its name there.
    "js/idb.js": (with_licence, (IDB / "LICENSE", IDB / "build" / "index.js")),
    "made/canvas.css": (
        joined,
        (
            *(
                BPMN_FROM / "assets" / name
                for name in ("diagram-js.css", "bpmn-js.css", "bpmn-font/css/bpmn-codes.css")
            ),
            SHEETS_FROM / "canvas.css",
        ),
    ),
}
"""Each made file by its address below ``static/``: what makes it, and of what."""


class MadeFiles(BaseFinder):
    """Makes them where they are missing or older than what they are made of; left out where that is not there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=MADE)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = up_to_date(path)
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in MADE_OF:
            if up_to_date(path) is not None:
                yield path, self.storage


def up_to_date(path: str) -> Path | None:
    """The made file, or ``None`` for what is none of ours or cannot be made here."""
    if path not in MADE_OF:
        return None
    make, sources = MADE_OF[path]
    if not all(source.is_file() for source in sources):
        return None
    target = MADE / path
    if not target.is_file() or target.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        _put(target, make(sources))
    return target


def _put(target: Path, content: bytes) -> None:
    """All of it or nothing: two servers may make it at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(target)
