"""Whether the trail still shows each head that another machine was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from permissions.audit.head_lines import BadLine, Erased, Head, OtherInstallation, Stamped, key_from, read_all
from permissions.audit.models import AuditEntry
from permissions.audit.restorings import is_lost, restorings
from permissions.audit.selectors import installation
from portal.operations.heads.stamping import NotStamped, check_stamp
from portal.operations.heads.telling import LONGEST_GAP, RESUMED
from workflows.cases.erasures import erased_by_trail
from workflows.cases.models import Case

_AT_ONCE: Final = 5_000
_NAMED: Final = 20
"""Heads that are named one by one; of more, how many."""


def differences(path: Path, *, until_now: bool) -> Iterator[str]:
    """An English sentence for each line that is not as it was written, each head that the trail does not show, and
    each hour in which nothing was told. Heads of an end that a backup has replaced, which the trail says itself, are
    none of these. ``until_now``: the file is the one that is being written, so that its end is of these minutes. Lines
    are streamed; a file of another installation is refused."""
    if path.exists() and not path.is_file():
        yield f"{path} is no file: whoever reads a pipe or a device waits for its end"
        return
    read = _Read(path)
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield from read.problems(lines)
    except OSError as error:
        yield f"{path} cannot be read: {error.strerror}"
        return
    if read.refused:
        return
    yield from _named(path, read.heads)
    yield from _erasures(path, read.erased)
    yield from read.gaps(until=datetime.now(UTC) if until_now else None)


class _Read:
    """What a file says: its heads, each once, and the times of its lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys = [key_from(key) for key in settings.FIELD_KEYS]
        self.heads: dict[tuple[int, str], tuple[int, datetime]] = {}
        self.erased: list[tuple[int, Erased]] = []
        self.refused = False
        self._long: list[tuple[datetime, datetime]] = []
        self._last: datetime | None = None

    def problems(self, lines: Iterable[str]) -> Iterator[str]:
        for number, line in read_all(lines, keys=self._keys, installation=installation()):
            match line:
                case OtherInstallation():
                    self.refused = True
                    yield f"{self._path} is refused: line {number}: {line}"
                    return
                case BadLine():
                    yield f"line {number} of {self._path} was changed: {line}"
                case Head():
                    self._note(number, line)
                case Erased():
                    self.erased.append((number, line))
                case Stamped():
                    yield from self._stamp(number, line)

    def _note(self, number: int, head: Head) -> None:
        if self._last is not None and head.at - self._last > LONGEST_GAP:
            self._long.append((self._last, head.at))
        self._last = head.at
        self.heads.setdefault((head.count, head.seal), (number, head.at))

    def _stamp(self, number: int, line: Stamped) -> Iterator[str]:
        if settings.TIMESTAMP_CA is None:
            return
        try:
            check_stamp(line, settings.TIMESTAMP_CA)
        except NotStamped as problem:
            yield f"line {number} of {self._path}: the stamp does not hold: {problem}"

    def gaps(self, *, until: datetime | None) -> Iterator[str]:
        """Where nothing was told for longer than an hour, and the trail does not say so itself."""
        restored = restorings()
        if restored and self._last is not None:
            self._last = max(self._last, restored[-1].at)  # while a backup was put back nothing ran that could tell
        if self._last is None:
            yield f"{self._path}: nothing was told at all"
        elif until is not None and until - self._last > LONGEST_GAP:
            yield f"{self._path}: nothing was told since {self._last:%Y-%m-%d %H:%M} UTC"
        resumed = set(AuditEntry.objects.filter(verb=RESUMED).values_list("data__since", flat=True))
        for last, following in self._long:
            if any(last <= each.at <= following for each in restored):
                continue
            if last.isoformat(timespec="microseconds") not in resumed:
                yield (
                    f"{self._path}: nothing was told from {last:%Y-%m-%d %H:%M} to {following:%Y-%m-%d %H:%M} UTC, "
                    "and the trail does not say so"
                )


def _named(path: Path, heads: dict[tuple[int, str], tuple[int, datetime]]) -> Iterator[str]:
    lost = list(_lost(heads))
    for (count, _seal), (number, at), what in lost[:_NAMED]:
        yield f"line {number} of {path}: at {at:%Y-%m-%d %H:%M:%S} UTC the trail had {count} entries, and {what}"
    if len(lost) > _NAMED:
        yield f"{path}: {len(lost) - _NAMED} more heads are not in the trail"


def _lost(
    heads: dict[tuple[int, str], tuple[int, datetime]],
) -> Iterator[tuple[tuple[int, str], tuple[int, datetime], str]]:
    replaced = restorings()
    known = [(head, where) for head, where in heads.items() if not is_lost(replaced, head[0], where[1])]
    for first in range(0, len(known), _AT_ONCE):
        some = known[first : first + _AT_ONCE]
        counts = {count for (count, _seal), _where in some}
        there = dict(AuditEntry.objects.filter(sequence__in=counts).values_list("sequence", "seal"))
        for (count, seal), where in some:
            if count not in there:
                yield (count, seal), where, f"entry {count} is not there: its end was cut off"
            elif there[count] != seal:
                yield (count, seal), where, f"entry {count} bears another seal: what stood there was replaced"


def _erasures(path: Path, erased: list[tuple[int, Erased]]) -> Iterator[str]:
    """Of a case that came after a backup, and was erased before that was put back, the trail knows nothing any more."""
    known = {each.case_id for each in erased_by_trail()}
    there = set(Case.objects.filter(pk__in=[line.case_id for _number, line in erased]).values_list("pk", "tracking"))
    last = max((each.at for each in restorings()), default=None)
    for number, line in erased:
        replaced = last is not None and line.at <= last and (line.case_id, line.tracking) not in there
        if line.case_id not in known and not replaced:
            yield (
                f"line {number} of {path}: case {line.case_id} ({line.tracking}) was erased on "
                f"{line.at:%Y-%m-%d}, and the trail does not say so"
            )
