"""Makes a report by command: the period, the cut-off and the file's format from what was written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from permissions.actors import Actor
from permissions.now import now
from permissions.writing import zone
from workflows.reports.models import FileFormat, Snapshot
from workflows.reports.period import NotReportable, cut_off_for, parse
from workflows.reports.services import take_snapshot
from workflows.reports.tasks import make_bytes


def format_of(output: Path) -> FileFormat:
    """By the suffix of the file's name. Raises ``NotReportable``."""
    try:
        return FileFormat(output.suffix.removeprefix(".").lower())
    except ValueError as error:
        raise NotReportable(f"{output.name}: name the file .pdf or .xlsx.") from error


def instant(written: str | None) -> datetime | None:
    """An ISO time; without an offset it is the capital's. Raises ``NotReportable``."""
    if not written:
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError as error:
        raise NotReportable(f"{written!r} is not a time: write one like 2026-11-03T09:00.") from error
    return (found if found.tzinfo else found.replace(tzinfo=zone())).astimezone(UTC)


def write_report(*, kind: str, period: str, language: str, output: Path, cut_off: str | None = None) -> Snapshot:
    """Freeze the numbers, if they are not yet, and write the file. Raises ``NotReportable`` before anything is done."""
    written_as = format_of(output)
    if not output.resolve().parent.is_dir():
        raise NotReportable(f"There is no folder {output.resolve().parent} to write to.")
    over = parse(kind, period)
    snapshot = take_snapshot(
        period=over, cut_off=cut_off_for(over, now=now(), chosen=instant(cut_off)), actor=Actor.operator
    )
    output.write_bytes(make_bytes(snapshot, written_as, language))
    return snapshot
