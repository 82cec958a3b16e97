"""What there is of a period, cut-off by cut-off: frozen numbers, and files that are there or on their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from content.forms.sizes import written_size
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.selectors import files_of, snapshots_of
from workflows.reports.services import Wanted

WANTED = tuple(Wanted(written_as, language) for written_as in FileFormat for language in ("ar", "en"))
"""What one press of the button makes."""


@dataclass(slots=True)
class Edition:
    """A period at one cut-off."""

    cut_off: datetime
    snapshot: Snapshot | None = None
    files: list[ReportFile] = field(default_factory=list)

    @property
    def key(self) -> int:
        """How an address names it: the cut-off in microseconds since 1970."""
        return int(self.cut_off.timestamp()) * 1_000_000 + self.cut_off.microsecond

    @property
    def lines(self) -> list[tuple[ReportFile, str]]:
        """Each file with its size in words."""
        return [(file, written_size(file.size)) for file in self.files]

    @property
    def waits(self) -> bool:
        return any(file.state == FileState.WAITING for file in self.files)

    @property
    def complete(self) -> bool:
        return len(self.files) == len(WANTED) and all(file.state == FileState.MADE for file in self.files)


def instant_of(key: int) -> datetime:
    """The cut-off that a key stands for."""
    return datetime.fromtimestamp(key // 1_000_000, UTC).replace(microsecond=key % 1_000_000)


def editions_of(period: Period) -> list[Edition]:
    """The latest cut-off first."""
    # The numbers are read of the one that is shown, not of all.
    return _by_cut_off(snapshots_of(period).defer("numbers", "names"), files_of(period))


def _by_cut_off(snapshots: Iterable[Snapshot], files: Iterable[ReportFile]) -> list[Edition]:
    found: dict[datetime, Edition] = {}
    for snapshot in snapshots:
        found.setdefault(snapshot.cut_off, Edition(snapshot.cut_off)).snapshot = snapshot
    for file in files:
        found.setdefault(file.cut_off, Edition(file.cut_off)).files.append(file)
    return sorted(found.values(), key=lambda edition: edition.cut_off, reverse=True)
