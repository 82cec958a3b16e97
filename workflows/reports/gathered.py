"""The rows of a register while they are gathered: on disk, so that memory does not grow with them.

Cases are read by their ids; a register has them by the instant at which they were filed.
"""

from __future__ import annotations

import json
import os
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryFile

from workflows.reports.diary import tracking_numbers
from workflows.reports.register import Entry, digest_over, entry_of, written

AT_ONCE = 2000
"""Rows of which the numbers are asked for together."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Gathered:
    """Rows that are added in any order and come out the oldest first, with the numbers by which people know them.

    ``kinds``, ``posts`` and ``holders`` are those that they name.
    """

    def __init__(self, rows: Iterable[Entry] = ()) -> None:
        self.kinds: set[str] = set()
        self.posts: set[int] = set()
        self.holders: set[int] = set()
        self._lines = TemporaryFile()  # noqa: SIM115  closed by the finalizer, when nobody reads it any more
        weakref.finalize(self, self._lines.close)
        # Of each line: when its case was filed (microseconds), the case, where it begins and how long it is.
        self._filed, self._cases, self._begins, self._long = array("q"), array("q"), array("q"), array("q")
        self._end = 0
        self._unwritten: list[Entry] = []
        for row in rows:
            self.add(row)

    def add(self, row: Entry) -> None:
        self._unwritten.append(row)
        if len(self._unwritten) >= AT_ONCE:
            self._write()

    def __len__(self) -> int:
        return len(self._filed) + len(self._unwritten)

    def __iter__(self) -> Iterator[Entry]:
        for place in self._in_order():
            yield entry_of({**json.loads(self._line(place)), "case_id": self._cases[place]})

    @property
    def digest(self) -> str:
        """What a snapshot keeps of its register."""
        return digest_over(map(self._line, self._in_order()))

    def _write(self) -> None:
        numbers = tracking_numbers([row.case_id for row in self._unwritten])
        lines = []
        for row in self._unwritten:
            row.number = numbers[row.case_id]
            line = written(row)
            lines.append(line)
            self._filed.append((row.opened_at - _EPOCH) // _MICROSECOND)
            self._cases.append(row.case_id)
            self._begins.append(self._end)
            self._long.append(len(line))
            self._end += len(line)
            self._name(row)
        self._lines.write(b"".join(lines))
        self._lines.flush()  # they are read past the buffer
        self._unwritten.clear()

    def _name(self, row: Entry) -> None:
        self.kinds.add(row.kind)
        if row.post_id is not None:
            self.posts.add(row.post_id)
        if row.holder_id is not None:
            self.holders.add(row.holder_id)

    def _in_order(self) -> Sequence[int]:
        self._write()
        # By the lesser key first, and not by pairs, which would take more memory than all else here.
        by_case = sorted(range(len(self._filed)), key=self._cases.__getitem__)
        return array("q", sorted(by_case, key=self._filed.__getitem__))

    def _line(self, place: int) -> bytes:
        return os.pread(self._lines.fileno(), self._long[place], self._begins[place])
