"""Which files of npm's packages are served, and under which prefix."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SERVED: Final = {
    "vendor/plex-arabic": ("@fontsource/ibm-plex-sans-arabic/files", "*-arabic-[4-7]00-normal.woff2"),
    "vendor/plex": ("@fontsource/ibm-plex-sans/files", "*-sans-latin-[4-7]00-normal.woff2"),
    "vendor/htmx": ("htmx.org/dist", "htmx.min.js"),
    "vendor/tus": ("tus-js-client/dist", "tus.min.js*"),  # with its map, which it names and Django therefore looks for
    "vendor/bpmn-font": ("bpmn-js/dist/assets/bpmn-font/font", "bpmn.woff2"),
}
"""By prefix: the folder of a package, and which of its files are used here: tests and sources lie beside them."""


def folders(packages: Path) -> list[tuple[str, Path]]:
    """Prefix and folder of each package that ``npm ci`` has put there; tests also run where it has not."""
    named = [(prefix, packages / folder) for prefix, (folder, _files) in SERVED.items()]
    return [(prefix, folder) for prefix, folder in named if folder.is_dir()]
