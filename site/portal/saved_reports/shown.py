"""How a table is shown: its sentence, its rows and totals, and what each number opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Final

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.arabic import in_order
from permissions.isolated import isolated_words
from permissions.translated_text import in_language, joined, one_and_all
from permissions.writing import half_up, written_number, written_percent, written_short_day
from workflows.figures.choosing import SEGMENT
from workflows.figures.in_force import named, version_of
from workflows.figures.measure import Measure
from workflows.figures.question import Days, Question
from workflows.figures.reckoning import Cell, Key, Reach, Table, nothing
from workflows.figures.vocabulary import DIMENSIONS
from workflows.saved_reports.opening import Opened
from workflows.saved_reports.words import GRAINS, UNITS

NONE: Final = "–"
"""Where there is no number."""
NAMED: Final = 5
"""Agencies or choices that a line names; of more it says how many."""
_LEAST_DAYS: Final = 0.1
"""Working days as they are written have one decimal: less than the least of them is not written as none."""
UPRIGHT: Final = 8
"""Columns for which an upright page is wide enough."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it is written. ``link``: the requests behind it, "" for none. ``before``, ``change``: of the period
    before, "" where it was not asked for; ``former``: its number. ``why``: why there is no number. ``shade``: from 1 to
    5, behind it. ``basis``: of how many a share or a median is, in words."""

    text: str
    value: float | None = None
    link: str = ""
    before: str = ""
    change: str = ""
    why: str = ""
    shade: int | None = None
    former: float | None = None
    basis: str = ""

    @property
    def beside(self) -> str:
        """What is said beside it: the number of the period before, if it is to be said, and the change since."""
        change = isolated_words(f"({self.change})") if self.change else ""
        if not self.before:
            return change
        return " ".join((_("before: %(before)s") % {"before": self.before}, change)).strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its words, one for each thing that rows are split by, and its numbers."""

    words: tuple[str, ...]
    cells: list[Shown]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is drawn. ``splits``: the heads of its first columns; ``heads``: of its numbers; ``sums``: the last
    row, None of a table with one row. ``shades``: what the lightest and the darkest stand for, if it has any."""

    splits: list[str]
    heads: list[str]
    lines: list[Line]
    sums: Line | None
    shades: tuple[str, str] | None = None

    @property
    def is_broad(self) -> bool:
        """Whether paper is turned for it."""
        return len(self.splits) + len(self.heads) > UPRIGHT


def says(table: Table) -> str:
    """What is counted and by what it is split, as one line."""
    return says_of(table.measures, table.question)


def says_of(measures: Iterable[Measure], question: Question) -> str:
    """The same of some of its measures."""
    names = one_and_all(in_language(each.name) for each in measures)
    splits = one_and_all(split_in_words(each) for each in question.split)
    return _("%(measures)s by %(splits)s") % {"measures": names, "splits": splits} if splits else names


def split_in_words(split: str) -> str:
    """What a thing by which figures are split is called."""
    return str(GRAINS[split] if split in GRAINS else DIMENSIONS[split].words)


def days_in_words(days: Days) -> str:
    """The first and the last day."""
    last = days.end - DAY
    if last <= days.start:
        return written_short_day(days.start)
    words = {"first": written_short_day(days.start), "last": written_short_day(last)}
    return _("from %(first)s to %(last)s") % words


def narrowed(question: Question) -> list[str]:
    """By what the requests were narrowed, a line for each thing."""
    found = []
    for each in question.filters:
        if each.column in DIMENSIONS:
            words, names = str(DIMENSIONS[each.column].words), DIMENSIONS[each.column].labels()
        else:
            words, names = _("segment") if each.column == SEGMENT else each.column, {}
        chosen = [names.get(key) or key or _("not stated") for key in each.is_in]
        more = "" if len(chosen) <= NAMED else _(" and %(count)s more") % {"count": written_number(len(chosen) - NAMED)}
        found.append(f"{words}: {joined(chosen[:NAMED])}{more}")
    return found


def who_is_counted(reach: Reach) -> str:
    """Whose requests are in the figures of a reader, as a line."""
    if reach.agencies is None:
        return _("The requests of all agencies are counted.")
    agencies = in_order(Agency.objects.filter(pk__in=reach.agencies))
    names = joined(str(each) for each in agencies[:NAMED])
    if len(agencies) > NAMED:
        return _("Only the requests of the %(count)s agencies that you work for are counted.") % {
            "count": written_number(len(agencies))
        }
    return _("Only the requests of your agency are counted: %(agencies)s.") % {"agencies": names}


def said_of(opened: Opened, table: Table) -> str:
    """Which number it is: its measure, and each split with the words of its row and column."""
    question = opened.question
    parts: list[str] = []
    if opened.row is not None:
        row = next((each for each in table.rows if each.parts == opened.row), None)
        words = row.words if row is not None else _called(question.rows, opened.row)
        parts += [f"{split_in_words(split)}: {each}" for split, each in zip(question.rows, words, strict=False)]
    if opened.column is not None and question.column:
        column = next((each for each in table.columns if "".join(each.parts) == opened.column), None)
        parts.append(f"{split_in_words(question.column)}: {column.words[0] if column is not None else opened.column}")
    title = in_language(named((opened.measure,))[0].name)
    return " · ".join([title, *parts])


def _called(splits: Iterable[str], keys: Iterable[str]) -> list[str]:
    """What the keys of a row are called that is in no table: whoever asks reaches nothing of it."""
    pairs = zip(splits, keys, strict=False)
    return [DIMENSIONS[split].labels().get(key, key) if split in DIMENSIONS else key for split, key in pairs]


def sheet_of(table: Table, *, opens: bool) -> Sheet:
    """The table with its totals."""
    question = table.question
    heads = [head for column in table.columns for head in _heads(table, column)]
    if question.column:
        every = _("All")
        heads += [f"{every} · {name(each)}" if len(table.measures) > 1 else every for each in table.measures]
    lines = [Line(row.words, list(_cells(table, row, opens))) for row in table.rows]
    sums = Line((_("All"),), list(_sums(table, opens))) if question.rows else None
    return Sheet([capfirst(split_in_words(each)) for each in question.rows], heads, lines, sums)


def name(measure: Measure) -> str:
    """With its unit, where the numbers do not say it themselves."""
    unit = str(UNITS[measure.unit])
    return f"{in_language(measure.name)} ({unit})" if unit else in_language(measure.name)


def with_version(measure: Measure) -> str:
    """The name of a measure that a question asks for at a version, with its number; 0 is what Insaf came with."""
    said = {"measure": in_language(measure.name), "number": version_of(measure.key)}
    if said["number"] == "0":
        return _("%(measure)s (as it came with Insaf)") % said
    return _("%(measure)s (version %(number)s)") % said


def remarks(table: Table) -> Iterator[tuple[str, str]]:
    """What a reader must know of how it was counted: a heading, and a line."""
    for measure in table.measures:
        if version_of(measure.key):
            yield _("Always counted as"), with_version(measure)
    split_by_time = any(split in GRAINS for split in table.question.split)
    if split_by_time and any(measure.source == "cases" for measure in table.measures):
        yield (
            _("Each span of time"),
            _("as its requests stood when it ended, so all together may differ from the sum"),
        )


def _heads(table: Table, column: Key) -> Iterator[str]:
    words = "".join(column.words)
    for measure in table.measures:
        if not words:
            yield name(measure)
        else:
            yield f"{words} · {name(measure)}" if len(table.measures) > 1 else words


def _cells(table: Table, row: Key, opens: bool) -> Iterator[Shown]:
    for column in table.columns:
        for measure in table.measures:
            cell = table.cell(row, column, measure)
            yield shown(cell, measure, _link(table, measure, row, column, cell) if opens else "")
    if table.question.column:
        for measure in table.measures:
            cell = table.by_row.get((row.parts, measure.key)) or nothing(measure)
            yield shown(cell, measure, _link(table, measure, row, None, cell) if opens else "")


def _sums(table: Table, opens: bool) -> Iterator[Shown]:
    if table.question.column:
        for column in table.columns:
            for measure in table.measures:
                cell = table.by_column.get(("".join(column.parts), measure.key)) or nothing(measure)
                yield shown(cell, measure, _link(table, measure, None, column, cell) if opens else "")
    for measure in table.measures:
        cell = table.whole[measure.key]
        yield shown(cell, measure, _link(table, measure, None, None, cell) if opens else "")


def _link(table: Table, measure: Measure, row: Key | None, column: Key | None, cell: Cell) -> str:
    if not (cell.top or cell.of):
        return ""
    return cases_address(table.question, measure.key, row, column)


def cases_address(question: Question, measure: str, row: Key | None = None, column: Key | None = None) -> str:
    """Where the requests behind a number are listed."""
    opened = Opened(
        question,
        measure,
        row.parts if row is not None and question.rows else None,
        "".join(column.parts) if column is not None and question.column else None,
    )
    return f"{_cases()}?{opened.as_query()}"


@cache
def _cases() -> str:
    """Asked for by each of the thousand numbers of a table."""
    return reverse("own_reports:cases")


def shown(cell: Cell, measure: Measure, link: str = "") -> Shown:
    """A cell in words."""
    why = "" if cell.value is not None else _("too few to tell") if cell.too_few else _("no requests")
    before, change, former = "", "", None
    if cell.former is not None:
        former = cell.former.value
        before = written(former, measure)
        if cell.value is not None and cell.former.value is not None:
            change = _changed(cell.value - cell.former.value, measure)
    basis = of_so_many(cell) if measure.is_of_some and cell.value is not None else ""
    return Shown(written(cell.value, measure), cell.value, link, before, change, why, former=former, basis=basis)


def of_so_many(cell: Cell) -> str:
    """Of how many a share or a median is."""
    return _("of %(count)s") % {"count": written_number(cell.basis)}


def written(value: float | None, measure: Measure) -> str:
    """A number in its unit, for people."""
    if value is None:
        return NONE
    match measure.unit:
        case "percent":
            return written_percent(value)
        case "count":
            return written_number(value)
        case "ratio":
            return written_number(value, 2)
        case "working_days" if value > 0 and not half_up(value, 1):
            return _("less than %(number)s") % {"number": written_number(_LEAST_DAYS, 1)}
        case _:
            return written_number(value, 1)


def _changed(by: float, measure: Measure) -> str:
    """How much more or less; of shares in points, which are no percent of anything."""
    if measure.unit == "percent":
        return _("%(change)s points") % {"change": _signed(by, 0)}
    return _signed(by, {"count": 0, "ratio": 2}.get(measure.unit, 1))


def _signed(by: float, decimals: int) -> str:
    amount = half_up(by, decimals)
    return f"{'+' if amount > 0 else '−' if amount < 0 else '±'}{written_number(abs(amount), decimals)}"
