"""Answers as lines of text, without what is drawn at random."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

MASKS = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+'), r"\1TOKEN"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"(?<!\d)\d{2}-\d{4}-\d{4}-\d(?!\d)"), "TRACKING"),
    (re.compile(r"(/static/[\w./-]+?)\.[0-9a-f]{8,32}(\.\w+)"), r"\1.HASH\2"),
    (re.compile(r"(?<![\w-])[\w-]{6,}:[\w-]{5,7}:[\w-]{8,}(?![\w-])"), "SIGNED"),
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}(?::[\w-]+)*(?![\w-])"), "TOKEN"),
)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def masked(text: str) -> str:
    """``text`` without what is drawn at random or follows from the bytes of a file."""
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return text


def text_of(answer: Any) -> str:
    """What an answer holds, as lines: HTML, JSON, CSV, the text of a PDF, the cells of a workbook."""
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "application/pdf":
        return masked(pdf_text(body))
    if "spreadsheetml" in kind:
        return masked(workbook_text(body))
    if kind == "application/zip":
        return "".join(f"{name}\n" for name in sorted(zipfile.ZipFile(io.BytesIO(body)).namelist()))
    if kind == "application/json" or kind.endswith("+json"):
        return masked(json.dumps(json.loads(body), ensure_ascii=False, indent=1, sort_keys=True))
    if kind.startswith(("image/", "audio/", "video/", "font/")) and kind != "image/svg+xml":
        return f"{kind}\n"
    text = masked(body.decode(errors="replace"))
    return in_lines(text) if "html" in kind or "xml" in kind else text


def in_lines(page: str) -> str:
    """A page of HTML with each tag and each text in a line of its own."""
    lines = (" ".join(part.split()) for part in re.split(r"(<[^>]*>)", page))
    return "\n".join(line for line in lines if line) + "\n"


def pdf_text(body: bytes) -> str:
    """The text of a PDF, page after page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def workbook_text(body: bytes) -> str:
    """Each cell of an XLSX file in a line: sheet, cell, value."""
    lines, shared = [], []
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        if "xl/sharedStrings.xml" in package.namelist():
            items = ET.fromstring(package.read("xl/sharedStrings.xml"))  # noqa: S314  written by the platform
            shared = ["".join(text.text or "" for text in item.iter(f"{SHEET}t")) for item in items]
        for name in sorted(name for name in package.namelist() if name.startswith("xl/worksheets/sheet")):
            for cell in ET.fromstring(package.read(name)).iter(f"{SHEET}c"):  # noqa: S314  the platform's
                value = cell.findtext(f"{SHEET}v") or "".join(text.text or "" for text in cell.iter(f"{SHEET}t"))
                value = shared[int(value)] if cell.get("t") == "s" else value
                lines.append(f"{name} {cell.get('r')} {value}\n")
    return "".join(lines)
