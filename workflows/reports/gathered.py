"""What is gathered while a period is counted: on disk, so that memory does not grow with the requests.

The rows of its register: cases are read by their ids, and a register has them by the instant at which they were filed.
And the requests behind each figure, by the numbers by which people know them: from ids, which are given out in turn,
could be reckoned how many are set apart.
"""

from __future__ import annotations

import json
import os
import weakref
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from tempfile import TemporaryFile
from typing import Any

from workflows.reports.counting import Place
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
        self._name(row)
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


class FigureLists:
    """The numbers of the requests that each figure counts, with the rows in which they count."""

    def __init__(self) -> None:
        self._places: dict[Place, int] = {}
        self._files: dict[str, Any] = {}
        self._unwritten: list[tuple[int, list[tuple[str, int]]]] = []

    def add(self, case_id: int, figures: Iterable[tuple[str, Place]]) -> None:
        places = self._places
        found = [(figure, places.setdefault(place, len(places))) for figure, place in figures]
        if found:
            self._unwritten.append((case_id, found))
        if len(self._unwritten) >= AT_ONCE:
            self._write()

    def packed(self, codes: Mapping[int, str]) -> dict[str, bytes]:
        """By figure, what ``packed`` gives; ``codes`` of the agencies, by their ids."""
        self._write()
        places = [[codes[agency_id], *rest] for agency_id, *rest in self._places]
        return {figure: packed(self._groups(places, file)) for figure, file in sorted(self._files.items())}

    def _groups(self, places: Sequence[list[Any]], file: Any) -> list[Any]:
        file.seek(0)
        read = array("q", file.read())
        pairs = sorted((places[place], number) for place, number in zip(read[::2], read[1::2], strict=True))
        return [[*place, [number for _place, number in of]] for place, of in groupby(pairs, lambda pair: pair[0])]

    def _write(self) -> None:
        numbers = tracking_numbers([case_id for case_id, _figures in self._unwritten])
        lines: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
        for case_id, figures in self._unwritten:
            number = digits_of(numbers[case_id])
            for figure, place in figures:
                lines[figure].extend((place, number))
        for figure, line in lines.items():
            if figure not in self._files:
                self._files[figure] = file = TemporaryFile()  # noqa: SIM115  closed by the finalizer, as above
                weakref.finalize(self, file.close)
            self._files[figure].write(line.tobytes())
        self._unwritten.clear()


def digits_of(tracking: str) -> int:
    """A number by which people know a case, without its dashes."""
    return int(tracking.replace("-", ""))


def packed(groups: Sequence[Any]) -> bytes:
    """Groups of requests: each the rows in which they count, as in ``Place`` with the agency's code, and their
    numbers; as canonical JSON, made small."""
    return zlib.compress(json.dumps(groups, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(content: bytes) -> bytes:
    """The JSON. Raises ``zlib.error`` for what was never packed."""
    return zlib.decompress(content)
