"""What a queue worker does for a report: ids in, a stored file out. Safe to ring twice and to kill."""

from __future__ import annotations

import hashlib
import logging
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from permissions.actors import Actor
from workflows.reports.document import html_of
from workflows.reports.freezing import RegisterDiffers
from workflows.reports.models import FileFormat, Problem, ReportFile, Snapshot
from workflows.reports.pdf import PangoMissing, make_pdf
from workflows.reports.period import parse
from workflows.reports.selectors import files_waiting
from workflows.reports.services import file_failed, file_made, take_file, take_snapshot

log = logging.getLogger(__name__)


def make_file(file_id: int) -> None:
    """Make a file that was asked for, with the snapshot it stands on; nothing when it is made or another has it."""
    file = take_file(file_id)
    if file is None:
        return
    try:
        _make(file)
    except PangoMissing as error:
        log.error("%s could not be made: %s", file, error)  # noqa: TRY400 - the sentence says all
        file_failed(file, Problem.NO_PANGO)
    except RegisterDiffers:
        log.error("%s could not be made: the diary gives another register than was frozen.", file)  # noqa: TRY400
        file_failed(file, Problem.DIFFERS)
    except Exception:
        log.exception("%s could not be made.", file)
        file_failed(file, Problem.UNKNOWN)


def make_files(*file_ids: int) -> None:
    """Several, one after the other: they share a snapshot, which only the first has to count."""
    for file_id in file_ids:
        make_file(file_id)


def make_waiting() -> None:
    """All that anybody waits for and nobody makes: rung for when a ring was lost."""
    make_files(*files_waiting())


def make_bytes(snapshot: Snapshot, written_as: FileFormat, language: str) -> bytes:
    """The file. Raises ``PangoMissing``, and ``RegisterDiffers`` when the diary gives another register than then."""
    if written_as is FileFormat.SPREADSHEET:
        # Not before: spreadsheets take memory that the sweep and most processes never need.
        from workflows.reports.spreadsheet import make_spreadsheet  # noqa: PLC0415

        return make_spreadsheet(snapshot, language)
    return make_pdf(html_of(snapshot, language))


def _make(file: ReportFile) -> None:
    by = Actor.operator if file.requested_by_id is None else Actor.staff(file.requested_by_id)
    snapshot = take_snapshot(period=parse(file.kind, file.period), cut_off=file.cut_off, actor=by)
    content = make_bytes(snapshot, FileFormat(file.format), file.language)
    storage = storages["private"]
    key = storage.save(f"reports/{file.period}/{uuid.uuid4().hex}.{file.format}", ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    if not file_made(file, snapshot=snapshot, storage_key=key, sha256=digest, size=len(content)):
        storage.delete(key)
