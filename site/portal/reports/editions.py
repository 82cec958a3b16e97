"""What there is of a period, edition by edition: frozen numbers, and files that are there or on their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from content.forms.sizes import written_size
from workflows.reports import definitions as versions
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.selectors import files_of, snapshots_of
from workflows.reports.services import Wanted

WANTED = tuple(Wanted(written_as, language) for written_as in FileFormat for language in ("ar", "en"))
"""What one press of the button makes."""


@dataclass(slots=True)
class Edition:
    """A period at one cut-off, counted by one version of the definitions."""

    cut_off: datetime
    definitions: int = field(default_factory=versions.today)
    snapshot: Snapshot | None = None
    files: list[ReportFile] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How an address names it: the cut-off in microseconds since 1970, and the definitions."""
        return f"{int(self.cut_off.timestamp()) * 1_000_000 + self.cut_off.microsecond}-{self.definitions}"

    @property
    def older(self) -> bool:
        """Counted by former definitions: its numbers are shown, and no more files are made of it."""
        return versions.is_older(self.definitions)

    @property
    def withdrawn(self) -> bool:
        """Its files named sensitive cases: they are no longer handed out."""
        return not versions.VERSIONS[self.definitions].whole

    @property
    def lines(self) -> list[tuple[ReportFile, str]]:
        """Each file with its size in words; of former definitions those that are there."""
        there = [file for file in self.files if not self.older or file.state == FileState.MADE]
        return [(file, written_size(file.size)) for file in there]

    @property
    def waits(self) -> bool:
        return not self.older and any(file.state == FileState.WAITING for file in self.files)

    @property
    def complete(self) -> bool:
        return len(self.files) == len(WANTED) and all(file.state == FileState.MADE for file in self.files)


def editions_of(period: Period) -> list[Edition]:
    """The latest cut-off first, and of one cut-off the latest definitions."""
    # The numbers are read of the one that is shown, not of all.
    return _gathered(snapshots_of(period).defer("numbers", "names"), files_of(period))


def _gathered(snapshots: Iterable[Snapshot], files: Iterable[ReportFile]) -> list[Edition]:
    found: dict[tuple[datetime, int], Edition] = {}
    for snapshot in snapshots:
        found.setdefault(_of(snapshot), Edition(*_of(snapshot))).snapshot = snapshot
    for file in files:
        found.setdefault(_of(file), Edition(*_of(file))).files.append(file)
    return [found[of] for of in sorted(found, reverse=True)]


def _of(made: Snapshot | ReportFile) -> tuple[datetime, int]:
    return made.cut_off, made.definitions
