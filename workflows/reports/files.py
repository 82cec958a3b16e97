"""The bytes of a report's file: a format, a language, a snapshot."""

from __future__ import annotations

from workflows.reports.models import FileFormat, Snapshot
from workflows.reports.pages import html_of
from workflows.reports.pdf import make_pdf
from workflows.reports.spreadsheet import make_spreadsheet

CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.SPREADSHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_name(snapshot: Snapshot, written_as: FileFormat, language: str) -> str:
    """``insaf-2026-10-ar.pdf``."""
    return f"insaf-{snapshot.period}-{language}.{written_as.value}"


def make_bytes(snapshot: Snapshot, written_as: FileFormat, language: str) -> bytes:
    """The file. Raises ``PangoMissing``, and ``RegisterDiffers`` when the diary gives another register than then."""
    if written_as is FileFormat.SPREADSHEET:
        return make_spreadsheet(snapshot, language)
    return make_pdf(html_of(snapshot, language))
