"""Freezes numbers and asks for files: the only writes of this topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from permissions.actors import Actor
from permissions.audit.selectors import chain_head
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import SHIPPED
from workflows.notifications.to_askers import FileKind, tell_of_file
from workflows.reports import definitions
from workflows.reports.editions import files_of_edition, preparation_of, wait_again
from workflows.reports.freezing import Counted, count, national_frozen, spans
from workflows.reports.models import LEASE, FigureList, FileFormat, FileState, Problem, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.transactions.turn import write_transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file: how it is written and in which language."""

    format: FileFormat
    language: str
    volume: int = 0


EVERY_FILE = tuple(Wanted(written_as, language) for written_as in FileFormat for language in SHIPPED)
"""What is made of an edition."""


def take_snapshot(*, period: Period, cut_off: datetime, actor: Actor) -> Snapshot:
    """The frozen numbers of a period at a cut-off: those that stand already, or counted now and kept for good.

    Those that were counted by former definitions stay beside them.

    The diary is read outside any transaction; the writing is short. ``cut_off`` comes from ``period.cut_off_for``.
    """
    standing = Snapshot.objects.filter(
        kind=period.kind, period=period.name, cut_off=cut_off, definitions=definitions.today()
    )
    found = standing.first()
    if found is not None:
        return found
    _span, before = spans(period, cut_off)
    counted = count(period, cut_off, former=national_frozen(period.former, before.cut_off))
    try:
        with write_transaction(), transaction.atomic():
            return _freeze(counted, actor)
    except IntegrityError:
        # Somebody else was faster; theirs says the same.
        return standing.get()


def _freeze(counted: Counted, actor: Actor) -> Snapshot:
    head_count, head_seal = chain_head()
    snapshot = Snapshot(
        kind=counted.period.kind,
        period=counted.period.name,
        cut_off=counted.cut_off,
        definitions=definitions.today(),
        numbers=counted.numbers,
        names=counted.names,
        register_rows=counted.register_rows,
        register_digest=counted.register_digest,
        checksum=counted.checksum,
        audit_count=head_count,
        audit_seal=head_seal,
        made_at=now(),
        made_by_id=actor.user_id,
    )
    snapshot.save(force_insert=True)
    lists = (FigureList(snapshot=snapshot, figure=figure, packed=kept) for figure, kept in counted.lists.items())
    FigureList.objects.bulk_create(lists)
    entry = NewEntry("snapshot_taken", "snapshot", snapshot.pk, {"checksum": snapshot.checksum})
    append([entry], actor=actor, at=snapshot.made_at)
    return snapshot


def request_files(*, period: Period, cut_off: datetime, wanted: Iterable[Wanted], actor: Actor) -> list[ReportFile]:
    """Have files made: those asked for already are not asked for again, those that failed are tried again."""
    files = []
    with write_transaction():
        for each in wanted:
            file, _made = ReportFile.objects.get_or_create(
                kind=period.kind,
                period=period.name,
                cut_off=cut_off,
                definitions=definitions.today(),
                format=each.format,
                language=each.language,
                volume=each.volume,
                defaults={"requested_at": now(), "requested_by_id": actor.user_id},
            )
            if file.state == FileState.FAILED:
                file.state, file.problem, file.taken_at = FileState.WAITING, "", None
                file.save(update_fields=["state", "problem", "taken_at"])
            files.append(file)
    return files


def have_made_anew(snapshot: Snapshot) -> list[int]:
    """Have those files made again that were made before something was added; returns the ids of all that wait."""
    with write_transaction():
        wording = preparation_of(snapshot).wording
        wait_again(files_of_edition(snapshot).filter(wording__lt=wording, state=FileState.MADE))
    waiting = files_of_edition(snapshot).filter(state=FileState.WAITING)
    return list(waiting.values_list("pk", flat=True))


def take_file(file_id: int) -> ReportFile | None:
    """A waiting file, for the next minutes ours alone; None when it is made, failed or another worker has it.

    None also where it was asked for by former definitions: nothing is counted by them any more.
    """
    at = now()
    free = Q(taken_at__isnull=True) | Q(taken_at__lte=at - LEASE)
    waiting = ReportFile.objects.filter(state=FileState.WAITING, definitions=definitions.today())
    with write_transaction():
        taken = waiting.filter(free, pk=file_id).update(taken_at=at)
    return ReportFile.objects.get(pk=file_id) if taken else None


def file_made(
    file: ReportFile, *, snapshot: Snapshot, storage_key: str, sha256: str, size: int, wording: int = 0
) -> bool:
    """The bytes are stored, and say what was added up to ``wording``. False when the lease ran out meanwhile and
    another worker took the file, or when it is to be made anew."""
    with write_transaction():
        made = _taken(file).update(
            state=FileState.MADE,
            snapshot=snapshot,
            storage_key=storage_key,
            sha256=sha256,
            size=size,
            wording=wording,
            made_at=now(),
            taken_at=None,
        )
        if made:
            _tell_of_the_last(file)
    return bool(made)


def file_failed(file: ReportFile, problem: Problem) -> None:
    """It could not be made; whoever asked sees why and can try again."""
    with write_transaction():
        if _taken(file).update(state=FileState.FAILED, problem=problem, taken_at=None):
            _tell_of_the_last(file)


def _tell_of_the_last(file: ReportFile) -> None:
    """Whoever asked hears once, when none of the files of this edition is still to be made."""
    edition = ReportFile.objects.filter(
        kind=file.kind, period=file.period, cut_off=file.cut_off, definitions=file.definitions
    )
    if not edition.filter(state=FileState.WAITING).exists():
        made = not edition.filter(state=FileState.FAILED).exists()
        tell_of_file(file.requested_by_id, FileKind.REPORT, f"{file.kind}/{file.period}", made=made)


def _taken(file: ReportFile) -> QuerySet[ReportFile]:
    return ReportFile.objects.filter(pk=file.pk, state=FileState.WAITING, taken_at=file.taken_at)
