"""Makes PDF of HTML: the only home of WeasyPrint. It reads our own static files and nothing else."""

from __future__ import annotations

import logging
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

SHELF = "file:///insaf/"
"""The address under which a report's sheets and fonts are asked for: a path among the static files."""


class PangoMissing(Exception):
    """The system library that shapes letters is not installed."""

    def __init__(self) -> None:
        super().__init__("PDF needs pango: install libpangoft2-1.0-0 and libharfbuzz-subset0.")


class NotOurs(ValueError):
    """A document asked for something that is not one of our static files."""


def make_pdf(html: str) -> bytes:
    """The document as PDF. Raises ``PangoMissing``."""
    try:
        # Imported here: without pango the import itself fails, and all else must work.
        from weasyprint import HTML  # noqa: PLC0415 - see above
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415
    except OSError as error:
        raise PangoMissing from error

    class OurFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = static_file(url)
            content = _unpacked(path) if path.suffix == ".woff2" else path.read_bytes()
            return URLFetcherResponse(url, content, {"Content-Type": _TYPES[path.suffix]})

    # It warns of each property that is not for paper; a sheet or font that it could not read is an error.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # PDF/UA: tagged, so that a screen reader knows headings, tables and what each cell stands under; with title and
    # language. What is drawn says in a <title> what it shows.
    return bytes(HTML(string=html, base_url=SHELF, url_fetcher=OurFiles()).write_pdf(pdf_variant="pdf/ua-1"))


_TYPES = {".css": "text/css", ".woff2": "font/ttf"}


@cache
def _unpacked(path: Path) -> bytes:
    """A font as WeasyPrint would unpack it for each document anew: a sixth of its work. All of ours take 1 MB."""
    from fontTools.ttLib import woff2  # noqa: PLC0415 - comes with WeasyPrint, slow to import

    unpacked = BytesIO()
    woff2.decompress(BytesIO(path.read_bytes()), unpacked)
    return unpacked.getvalue()


def static_file(url: str) -> Path:
    """The static file behind an address. Raises ``NotOurs`` for every other one."""
    name = url.removeprefix(SHELF)
    if name == url or ".." in name or Path(name).suffix not in _TYPES:
        raise NotOurs(url)
    found = finders.find(name)
    # Where the front end's packages are not kept beside the code, they were collected.
    path = Path(found) if isinstance(found, str) else Path(settings.STATIC_ROOT) / name
    if not path.is_file():
        raise NotOurs(url)
    return path
