"""Answers a question: a table of cells with its totals, and which requests are behind a number.

A share is what is counted divided by what is counted, in each cell and in each total: never a mean of shares. Nothing
of a request that is set apart is in any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from permissions.now import now
from permissions.translated_text import in_language, listed
from permissions.writing import local, written_number
from workflows.figures.errors import CannotReckon
from workflows.figures.grain_words import grain_in_words
from workflows.figures.grouping import Asked, Found, Groups, Parts, adds_up, grouped, of_cell
from workflows.figures.in_force import named
from workflows.figures.measure import AT_END, Measure
from workflows.figures.question import GRAINS, MOST_ROWS, Days, Question, pieces
from workflows.figures.settings import FigureSettings, fiscal_month, segments
from workflows.figures.vocabulary import COLUMNS, DIMENSIONS, MINUTES_A_DAY, Words, dimensions_of

MOST_GROUPS: Final = 10_000
MOST_YEARS: Final = 10
MOST_ENDS: Final = 130
"""Ends as of which is counted, each with a statement of its own: the months of ten years."""
FIRST_YEAR: Final = 1990
Level = Literal["cell", "row", "column", "whole"]
LEVELS: Final[tuple[Level, ...]] = ("cell", "row", "column", "whole")
Answers = Mapping[Level, Groups]


@dataclass(frozen=True, slots=True)
class Reach:
    """Of which agencies (ids) the reader's right lets figures be seen; None: of all."""

    agencies: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A row or a column: its keys, of a grain the first day, and the same in the active language."""

    parts: Parts = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in its unit: percent from 0 to 100, working days, else as it is; None where there is none.

    ``top`` and ``of`` are what was counted, in whole requests or minutes; of a median ``top`` is of how many it is.
    ``former``: the same in the period before. ``too_few``: there are fewer than its measure wants.
    """

    value: float | None = 0
    top: float = 0
    of: float | None = None
    former: Cell | None = None
    too_few: bool = False

    @property
    def basis(self) -> int:
        """Of how many it is: of a share of what it is told, else how many were counted."""
        return round(self.top if self.of is None else self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a question came to. ``columns`` has one without parts where there is no column.

    ``cells``: by row, column and key of the measure; a group in which nothing is has none: ask ``cell``. ``by_row``,
    ``by_column`` and ``whole`` are the totals, each worked out anew where sums would be wrong. ``former``: the days of
    the period before, where they were asked for.
    """

    question: Question
    measures: tuple[Measure, ...]
    days: Days
    former: Days | None
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    as_of: datetime
    cells: Mapping[tuple[Parts, str, str], Cell] = field(default_factory=dict)
    by_row: Mapping[tuple[Parts, str], Cell] = field(default_factory=dict)
    by_column: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    whole: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The day on which what is counted ``AT_END`` stands so: the last of the period that has begun."""
        return min(self.days.end - timedelta(days=1), local(self.as_of).date())

    def cell(self, row: Key, column: Key, measure: Measure) -> Cell:
        """What is there, or that nothing is."""
        return self.cells.get((row.parts, "".join(column.parts), measure.key)) or nothing(measure)


def reckon(
    question: Question, reach: Reach, at: datetime | None = None, settings: FigureSettings | None = None
) -> Table:
    """``at``: the instant for which it is counted, where several questions share one; ``settings`` are read where
    nobody has read them. Raises ``CannotReckon`` with a sentence for the reader."""
    if not question.measures:
        raise CannotReckon(_("Choose a measure."))
    measures = named(question.measures, settings.measures if settings is not None else None)
    return reckon_these(measures, question, reach, at, settings)


def reckon_these(
    measures: tuple[Measure, ...],
    question: Question,
    reach: Reach,
    at: datetime | None = None,
    settings: FigureSettings | None = None,
) -> Table:
    """The same of measures that need not be in force; those that the question names are not asked for."""
    at = at or now()
    asked = _asked(question, reach, at, settings)
    _check(question, measures, asked, local(at).date())
    former = None
    if question.compared:
        former = replace(asked, days=question.period.former(local(at).date(), asked.fiscal_month))
    found = {measure.key: _answers(measure, question, asked) for measure in measures}
    before = {measure.key: _answers(measure, question, former) for measure in measures} if former else {}
    moves = _Moves(question, asked, former)
    cells = {
        level: {
            (parts, measure.key): replace(
                _cell(measure, groups.get(parts)),
                former=_cell(measure, before[measure.key][level].get(moves.back(level, parts))) if former else None,
            )
            for measure in measures
            for groups in (found[measure.key][level],)
            for parts in {**groups, **moves.on(level, before[measure.key][level] if former else {})}
        }
        for level in LEVELS
    }
    rows, columns = _keys(question, asked, [parts for parts, _key in cells["cell"]])
    wide = len(question.rows)
    return Table(
        question=question,
        measures=measures,
        days=asked.days,
        former=former.days if former else None,
        rows=rows,
        columns=columns,
        as_of=at,
        cells={(parts[:wide], "".join(parts[wide:]), key): cell for (parts, key), cell in cells["cell"].items()},
        by_row=cells["row"],
        by_column={("".join(parts), key): cell for (parts, key), cell in cells["column"].items()},
        whole={measure.key: cells["whole"].get(((), measure.key)) or nothing(measure) for measure in measures},
    )


def cases_of(
    question: Question,
    reach: Reach,
    row: Parts,
    column: str,
    measure: str,
    part: Literal["top", "of"] = "top",
) -> QuerySet[Any]:
    """The ids of the requests behind a number, or behind that of which it is told. Empty parts: of a total.

    Whoever shows them asks in addition which of them the reader may read. Raises ``CannotReckon``.
    """
    at = now()
    measures = named((measure,))
    asked = _asked(question, reach, at)
    _check(question, measures, asked, local(at).date())
    placed = dict(zip(question.rows, row, strict=False)) | ({question.column: column} if column else {})
    _check_days(placed)
    return of_cell(measures[0], part, asked, placed).values_list("case_id", flat=True)


def nothing(measure: Measure) -> Cell:
    """A group in which nothing is: a count of zero, and no share of it."""
    return _cell(measure, None)


def _asked(question: Question, reach: Reach, at: datetime, settings: FigureSettings | None = None) -> Asked:
    month = settings.fiscal_month if settings is not None else fiscal_month()
    return Asked(
        days=question.period.days(local(at).date(), month),
        instant=at,
        filters=question.filters,
        agencies=reach.agencies,
        segments=settings.segments if settings is not None else segments(),
        fiscal_month=month,
    )


def _check(question: Question, measures: tuple[Measure, ...], asked: Asked, today: date) -> None:
    for sentence in _of_period(asked.days, today):
        raise CannotReckon(sentence)
    for sentence in _of_splits(question):
        raise CannotReckon(sentence)
    for measure in measures:
        for sentence in _of_measure(question, measure, asked):
            raise CannotReckon(sentence)


def _of_period(days: Days, today: date) -> Iterator[str]:
    if days.start >= days.end:
        yield _("The period ends before it begins.")
    if days.start > today:
        yield _("The period has not begun yet.")
    if days.start.year < FIRST_YEAR:
        yield _("The period begins too early: there are no figures before %(year)s.") % {"year": FIRST_YEAR}
    if days.end > date(min(days.start.year + MOST_YEARS, date.max.year), days.start.month, min(days.start.day, 28)):
        yield _("The period is too long: a table covers at most %(count)d years.") % {"count": MOST_YEARS}


def _of_splits(question: Question) -> Iterator[str]:
    if len(question.rows) > MOST_ROWS:
        yield _("A table is split by at most %(count)d things in its rows.") % {"count": MOST_ROWS}
    if len(set(question.split)) < len(question.split):
        yield _("The rows and the columns are split by the same thing.")
    for each in question.split:
        if each not in GRAINS and each not in DIMENSIONS:
            yield _("“%(name)s” is not a thing by which figures are split.") % {"name": each}


def _of_measure(question: Question, measure: Measure, asked: Asked) -> Iterator[str]:
    name = in_language(measure.name)
    allowed = {each.key for each in dimensions_of(measure)}
    for each in question.split:
        if each in DIMENSIONS and each not in allowed:
            names = {"measure": name, "dimension": listed([str(DIMENSIONS[each].words)])}
            yield _("“%(measure)s” cannot be split by %(dimension)s.") % names
    grains = [each for each in question.split if each in GRAINS]
    if measure.placed_by == AT_END and grains:
        if len(grains) > 1:
            yield _("“%(measure)s” is counted as of one day, so it can be split by one span of time only.") % {
                "measure": name
            }
        elif sum(1 for _piece in pieces(grains[0], asked.days, asked.fiscal_month)) > MOST_ENDS:
            yield _("“%(measure)s” is counted for each end anew: choose longer spans of time, or a shorter period.") % {
                "measure": name
            }


def _check_days(placed: Mapping[str, str]) -> None:
    for grain, start in placed.items():
        if grain in GRAINS:
            try:
                date.fromisoformat(start)
            except ValueError as error:
                raise CannotReckon(_("“%(day)s” is not a day.") % {"day": start}) from error


def _answers(measure: Measure, question: Question, asked: Asked) -> Answers:
    """Its groups, and those of each total."""
    split, wide = question.split, len(question.rows)
    kept: dict[Level, slice] = {
        "cell": slice(None),
        "row": slice(wide),
        "column": slice(wide, None),
        "whole": slice(0),
    }
    found: dict[Level, Groups] = {"cell": grouped(measure, split, asked)}
    if len(found["cell"]) > MOST_GROUPS:
        raise CannotReckon(too_many())
    for level in LEVELS[1:]:
        total = split[kept[level]]
        finer = next((other for other in found if adds_up(measure, split[kept[other]], total)), None)
        found[level] = (
            grouped(measure, total, asked) if finer is None else _summed(found[finer], split[kept[finer]], total)
        )
    return found


def _summed(groups: Groups, split: Parts, total: Parts) -> Groups:
    """The groups of a total from those of a finer split."""
    if split == total:
        return groups
    places = [split.index(part) for part in total]
    found: Groups = {}
    for parts, group in groups.items():
        found.setdefault(tuple(parts[place] for place in places), Found()).add(group)
    return found


def too_many() -> str:
    """The sentence for a table that nobody could read."""
    return _("The table would have more than %(count)s groups: split it by less, or choose fewer requests.") % {
        "count": written_number(MOST_GROUPS)
    }


def _cell(measure: Measure, found: Found | None) -> Cell:
    if found is None:
        found = Found()
    amount = COLUMNS.get(measure.term.column)
    scale = 1 / MINUTES_A_DAY if amount is not None and amount.is_a == "time" else 1
    if measure.is_ranked:
        few = 0 < found.top < measure.least
        rank = None if few else found.rank_at(measure.term.percentile)
        return Cell(None if rank is None else rank * scale, found.top, too_few=few)
    if measure.of is None:
        return Cell(found.top * scale, found.top)
    if not found.of:
        return Cell(None, found.top, found.of)
    divided = COLUMNS.get(measure.of.column)
    if divided is not None and divided.is_a == "time":
        scale *= MINUTES_A_DAY
    if found.of < measure.least:
        return Cell(None, found.top, found.of, too_few=True)
    return Cell(found.top / found.of * (100 if measure.shape == "share" else scale), found.top, found.of)


class _Moves:
    """Which group of the period before is set beside which: of a grain the one at the same place."""

    def __init__(self, question: Question, asked: Asked, former: Asked | None) -> None:
        wide = len(question.rows)
        self._split = {"cell": question.split, "row": question.rows, "column": question.split[wide:], "whole": ()}
        self._back: dict[str, dict[str, str]] = {}
        for each in question.split:
            if each in GRAINS and former is not None:
                now_there = _starts(each, asked)
                self._back[each] = dict(zip(now_there, _starts(each, former), strict=False))
        self._on = {grain: {old: new for new, old in back.items()} for grain, back in self._back.items()}

    def back(self, level: Level, parts: Parts) -> Parts:
        return tuple(self._back.get(each, {}).get(part, part) for each, part in self._pairs(level, parts))

    def on(self, level: Level, groups: Groups) -> Groups:
        """What was there before, under the keys of now; what has no place now is left out."""
        found: Groups = {}
        for parts in groups:
            moved = [self._on[each].get(part) if each in self._on else part for each, part in self._pairs(level, parts)]
            if None not in moved:
                found[tuple(part for part in moved if part is not None)] = Found()
        return found

    def _pairs(self, level: Level, parts: Parts) -> Iterable[tuple[str, str]]:
        return zip(self._split[level], parts, strict=True)


def _starts(grain: str, asked: Asked) -> list[str]:
    return [piece.start.isoformat() for piece in pieces(grain, asked.days, asked.fiscal_month)]


def _keys(question: Question, asked: Asked, found: list[Parts]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The rows and the columns in their order; spans of time alone are all there that have begun."""
    wide = len(question.rows)
    names = {each: _names(each, asked) for each in question.split}
    orders = {each: {key: place for place, key in enumerate(words)} for each, words in names.items()}

    def in_order(split: Parts, parts: Iterable[Parts]) -> tuple[Key, ...]:
        there = set(parts)
        if len(split) == 1 and split[0] in GRAINS:
            there |= {(start,) for start in _begun(split[0], asked)}
        if not split:
            there = {()}
        keys = [
            Key(each, tuple(_word(names[by], part) for by, part in zip(split, each, strict=True))) for each in there
        ]
        return tuple(sorted(keys, key=lambda key: _order(split, key, orders)))

    rows = in_order(question.rows, (parts[:wide] for parts in found))
    columns = in_order(question.split[wide:], (parts[wide:] for parts in found))
    if len(rows) * len(columns) > MOST_GROUPS:
        raise CannotReckon(too_many())
    return rows, columns


def _begun(grain: str, asked: Asked) -> Iterator[str]:
    today = local(asked.instant).date()
    for piece in pieces(grain, asked.days, asked.fiscal_month):
        if piece.start <= today:
            yield piece.start.isoformat()


def _names(each: str, asked: Asked) -> Mapping[str, Words]:
    if each in GRAINS:
        return {start: grain_in_words(each, date.fromisoformat(start)) for start in _starts(each, asked)}
    return DIMENSIONS[each].labels()


def _word(names: Mapping[str, Words], part: str) -> str:
    return str(names.get(part) or part or _("not stated"))


def _order(split: Parts, key: Key, orders: Mapping[str, Mapping[str, int]]) -> tuple[Any, ...]:
    """Spans of time and what has an order of its own by that; all else by its words. What is not stated is last."""
    found: list[Any] = []
    for each, part, words in zip(split, key.parts, key.words, strict=True):
        keeps = each in GRAINS or DIMENSIONS[each].ranked
        found.append((part == "", orders[each].get(part, len(orders[each])) if keeps else 0, words))
    return tuple(found)
