"""What a queue worker does for a report: ids in, a stored file out. Safe to ring twice and to kill."""

from __future__ import annotations

import hashlib
import logging
import time
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from permissions.actors import Actor
from workflows.reports.confirming import lay_out
from workflows.reports.document import html_of
from workflows.reports.editions import preparation_of
from workflows.reports.freezing import RegisterDiffers
from workflows.reports.models import FileFormat, Problem, ReportFile, ReportKind, Snapshot
from workflows.reports.pdf import PangoMissing, make_pdf
from workflows.reports.period import parse
from workflows.reports.selectors import files_waiting
from workflows.reports.services import Wanted, file_failed, file_made, request_files, take_file, take_snapshot
from workflows.reports.volumes import volumes_of

log = logging.getLogger(__name__)
LONGEST = 240.0
"""Seconds after which a task begins no further file."""


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
    """What anybody waits for and nobody makes: rung for when a ring was lost, and for volumes. After some minutes the
    rest is left to the next ring, so that a task never becomes too long."""
    began = time.monotonic()
    for file_id in files_waiting():
        make_file(file_id)
        if time.monotonic() - began > LONGEST:
            return


def make_bytes(snapshot: Snapshot, written_as: FileFormat, language: str, *, volume: int = 0) -> bytes:
    """The file. Raises ``PangoMissing``, and ``RegisterDiffers`` when the diary gives another register than then."""
    if snapshot.kind == ReportKind.YEARLY:
        lay_out(snapshot)
    if written_as is FileFormat.SPREADSHEET:
        # Not before: spreadsheets take memory that the sweep and most processes never need.
        from workflows.reports.spreadsheet import make_spreadsheet  # noqa: PLC0415

        return make_spreadsheet(snapshot, language)
    return make_pdf(html_of(snapshot, language, volume=volume))


def _make(file: ReportFile) -> None:
    by = Actor.operator if file.requested_by_id is None else Actor.staff(file.requested_by_id)
    snapshot = take_snapshot(period=parse(file.kind, file.period), cut_off=file.cut_off, actor=by)
    wording = preparation_of(snapshot).wording
    content = make_bytes(snapshot, FileFormat(file.format), file.language, volume=file.volume)
    storage, former = storages["private"], file.storage_key
    key = storage.save(f"reports/{file.period}/{uuid.uuid4().hex}.{file.format}", ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    if not file_made(file, snapshot=snapshot, storage_key=key, sha256=digest, size=len(content), wording=wording):
        storage.delete(key)
        return
    if former:
        storage.delete(former)
    if file.format == FileFormat.PDF and not file.volume:
        _ask_for_volumes(file, snapshot, by)


def _ask_for_volumes(file: ReportFile, snapshot: Snapshot, by: Actor) -> None:
    """The register of a long year in the same language; the next ring has them made."""
    wanted = [Wanted(FileFormat.PDF, file.language, volume.number) for volume in volumes_of(snapshot)]
    request_files(period=parse(file.kind, file.period), cut_off=file.cut_off, wanted=wanted, actor=by)
