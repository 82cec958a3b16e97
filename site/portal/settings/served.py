"""How collected static files are named and packed: the hash of the content in every name, a smaller copy beside."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

IMPORTS = (
    (
        r"""(?P<matched>import(?P<names>[\s{][^;]*?)\s*from\s*["'](?P<url>\./[^"']+)["'])""",
        "import%(names)s from '%(url)s'",
    ),
    (r"""(?P<matched>import\(["'](?P<url>\./[^"']+)["']\))""", "import('%(url)s')"),
)
PACKED = {".css", ".js", ".svg"}
OURS = ("css/", "sheets/", "js/", "icons/", "vendor/")
"""What citizens load is packed as small as can be; the admin's own megabytes quickly, or a start would wait for it."""
PACKERS: dict[str, Callable[[bytes, bool], bytes]] = {
    ".br": lambda content, best: bytes(brotli.compress(content, quality=11 if best else 4)),
    ".gz": lambda content, best: gzip.compress(content, 9 if best else 4, mtime=0),
}


class HashedAndPacked(ManifestStaticFilesStorage):
    """Django's manifest, also for what our scripts import, with a ``.br`` and a ``.gz`` that WhiteNoise finds."""

    # Not for those of libraries: they import in ways that only their own builders resolve.
    patterns = (*ManifestStaticFilesStorage.patterns, ("js/*.js", IMPORTS))

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        yield from super().post_process(paths, dry_run=dry_run, **options)
        if dry_run:
            return
        for name in set(self.hashed_files.values()):
            if Path(name).suffix in PACKED:
                self._pack(name)

    def _pack(self, name: str) -> None:
        """Once for a name: it says what is in the file."""
        content = b""
        for ending, pack in PACKERS.items():
            packed = Path(self.path(name + ending))
            if packed.exists():
                continue
            content = content or Path(self.path(name)).read_bytes()
            packed.write_bytes(pack(content, name.startswith(OURS)))
