"""Which folders of npm's packages are served, and under which prefix."""

from __future__ import annotations

from pathlib import Path

SERVED = {
    "vendor/plex-arabic": "@fontsource/ibm-plex-sans-arabic/files",
    "vendor/plex": "@fontsource/ibm-plex-sans/files",
    "vendor/htmx": "htmx.org/dist",
    "vendor/tus": "tus-js-client/dist",
    "vendor/bpmn-font": "bpmn-js/dist/assets/bpmn-font/font",
}


def folders(packages: Path) -> list[tuple[str, Path]]:
    """Prefix and folder of each package that ``npm ci`` has put there; tests also run where it has not."""
    named = [(prefix, packages / folder) for prefix, folder in SERVED.items()]
    return [(prefix, folder) for prefix, folder in named if folder.is_dir()]
