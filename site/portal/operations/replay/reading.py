"""Reads recorded requests from a CSV file: what can be replayed, and what is wrong with the rest, by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import Columns, ReplayMap

LONGEST_KEY = 50  # characters: with the map's key it must fit into a case's idempotency key
LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it was recorded. Times are in UTC; ``decided`` is None where it was not, or not by the end."""

    line: int
    key: str
    opened: datetime
    decided: datetime | None
    agency: str
    agency_name: str
    subject: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about a line. ``broken``: the row cannot be replayed."""

    line: int
    sentence: str
    broken: bool = True


@dataclass(slots=True)
class Records:
    """The rows of a file that are replayed, and what is said about others. ``later``: filed after the clock's end."""

    requests: list[Recorded] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    later: int = 0


class BrokenRow(Exception):
    """What is wrong with a row."""


def read(path: Path, told: ReplayMap) -> Records:
    """Read a file. A broken row is remarked upon and the rest goes on.

    Raises ``ReplayRefused`` when the file cannot be read at all or lacks a column that the map names.
    """
    records, first_lines = Records(), dict[str, Recorded]()
    for line, cells in _rows(path, told.columns):
        try:
            request = _request(line, cells, told)
        except BrokenRow as error:
            records.remarks.append(Remark(line, str(error)))
            continue
        first = first_lines.setdefault(request.key, request)
        if first is not request:
            records.remarks.append(_repeated(request, first))
        elif request.opened > told.end:
            records.later += 1
        else:
            records.requests.append(_settle(request, told, records))
    return records


def _repeated(request: Recorded, first: Recorded) -> Remark:
    same = replace(request, line=first.line) == first
    says = "the same again" if same else "something else"
    sentence = f"the request {request.key} was on line {first.line} already; this line says {says} and is left out"
    return Remark(request.line, sentence, broken=not same)


def _settle(request: Recorded, told: ReplayMap, records: Records) -> Recorded:
    """What was decided before it was opened was decided when it was opened; after the end it is not decided yet."""
    if request.decided is None:
        return request
    if request.decided < request.opened:
        sentence = "decided before it was opened; taken as decided when it was opened"
        records.remarks.append(Remark(request.line, sentence, broken=False))
        return replace(request, decided=request.opened)
    return replace(request, decided=None) if request.decided > told.end else request


def _rows(path: Path, columns: Columns) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    """The line on which each row begins, and its cells by heading; a sentence where it cannot be read as a row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # Strict, or a quotation mark that is never closed would swallow the rest of the file in silence.
            rows = csv.reader(file, strict=True)
            heading = [cell.strip() for cell in next(rows, [])]
            _check_heading(path, heading, columns)
            while True:
                line = rows.line_num + 1
                try:
                    cells = next(rows)
                except csv.Error as error:
                    yield line, f"is no row of a CSV file: {error}"
                    continue
                except StopIteration:
                    return
                if any(cell.strip() for cell in cells):
                    yield line, _by_heading(heading, cells)
    except OSError as error:
        raise ReplayRefused(f"The file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ReplayRefused(f"The file {path} is not a text in UTF-8: {error.reason}.") from error
    except csv.Error as error:
        raise ReplayRefused(f"The file {path} has no heading that can be read: {error}.") from error


def _check_heading(path: Path, heading: Sequence[str], columns: Columns) -> None:
    if not heading:
        raise ReplayRefused(f"The file {path} is empty.")
    missing = [column for column in columns.all if column not in heading]
    if missing:
        raise ReplayRefused(f"The file {path} lacks columns that the map names: {', '.join(missing)}.")


def _by_heading(heading: Sequence[str], cells: Sequence[str]) -> Mapping[str, str] | str:
    if len(cells) < len(heading):
        return f"has no column “{heading[len(cells)]}”: {len(cells)} cells instead of {len(heading)}"
    if len(cells) > len(heading):
        return f"has {len(cells)} cells instead of {len(heading)}"
    return {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}


def _request(line: int, cells: Mapping[str, str] | str, told: ReplayMap) -> Recorded:
    if isinstance(cells, str):
        raise BrokenRow(cells)
    columns = told.columns
    key, agency = _given(cells, columns.key), _given(cells, columns.agency)
    if len(key) > LONGEST_KEY:
        raise BrokenRow(f"“{columns.key}” is longer than {LONGEST_KEY} characters")
    written = [cells[column] for column in columns.subject if cells[column]]
    said = [f"{column}: {cells[column]}" for column in columns.text if cells[column]]
    return Recorded(
        line=line,
        key=key,
        opened=_instant(_given(cells, columns.opened), columns.opened, told),
        decided=_instant(cells[columns.decided], columns.decided, told) if cells[columns.decided] else None,
        agency=agency,
        agency_name=cells[columns.agency_name] or agency,
        subject=", ".join(written) or told.name["en"],
        text="\n".join(said)[:LONGEST_TEXT] or told.name["en"],
        place=", ".join(dict.fromkeys(cells[column] for column in columns.place if cells[column])),
    )


def _given(cells: Mapping[str, str], column: str) -> str:
    if not cells[column]:
        raise BrokenRow(f"“{column}” is empty")
    return cells[column]


def _instant(written: str, column: str, told: ReplayMap) -> datetime:
    try:
        return told.instant(written)
    except (ValueError, OverflowError) as error:
        raise BrokenRow(f"“{column}” is not a time: {written}") from error
