"""A measure as plain values: what is counted of which rows, of what it is a share, and which day places it.

The vocabulary is closed: there is no text that is worked out. What a column is called is said in ``vocabulary``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from workflows.versions.raw import Malformed, Raw, format_of

FORMAT: Final = 1
Source = Literal["cases", "steps", "occurrences"]
What = Literal["count", "count_if", "sum", "median", "percentile"]
Shape = Literal["number", "share", "ratio"]
Unit = Literal["count", "percent", "working_days", "ratio", "stars"]
Direction = Literal["more", "less", "neither"]
AT_END: Final = "at_end"
"""In the place of a date: as it stands when the period ends, and not what happened in it."""
ENOUGH: Final = 30
"""Of how many a number must be before a change of it is told, or it stands among the worst: of fewer chance decides."""
RANKED: Final = frozenset({"median", "percentile"})
"""What cannot be added up: it is worked out anew for each total."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Of one column: what it is one of, its bounds (both including), or whether it is set. ``negated`` turns it round.

    What is yes or no is one of "yes" and "no"; working time is in minutes, 1,440 a working day.
    """

    column: str
    is_in: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    is_set: bool | None = None
    negated: bool = False

    def as_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"column": self.column}
        if self.is_in:
            said["is_in"] = list(self.is_in)
        bounds = {"at_least": self.at_least, "at_most": self.at_most, "is_set": self.is_set}
        said |= {name: bound for name, bound in bounds.items() if bound is not None}
        return said | ({"negated": True} if self.negated else {})


@dataclass(frozen=True, slots=True)
class Term:
    """One number. ``column``: what is added up or ranked; ``percentile`` is of a hundred, of what is ranked."""

    what: What
    column: str = ""
    conditions: tuple[Condition, ...] = ()
    percentile: int = 50

    def as_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"what": self.what}
        if self.column:
            said["column"] = self.column
        if self.conditions:
            said["conditions"] = [each.as_json() for each in self.conditions]
        return said | ({"percentile": self.percentile} if self.what == "percentile" else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How something is counted. ``name`` and ``meaning``: language to words.

    ``of``: of what it is a share or a ratio. ``filters`` belong to it: no reader lifts them. ``placed_by``: the column
    whose day says to which period a row belongs, or ``AT_END``. ``dimensions``: by what it may be split; none: by all
    of its source. ``least``: of how many there must be something to tell of a share or a median.
    """

    key: str
    name: Mapping[str, str]
    source: Source
    term: Term
    placed_by: str
    meaning: Mapping[str, str]
    shape: Shape = "number"
    of: Term | None = None
    filters: tuple[Condition, ...] = ()
    unit: Unit = "count"
    direction: Direction = "neither"
    dimensions: tuple[str, ...] = ()
    least: int = 1

    @property
    def is_ranked(self) -> bool:
        return self.term.what in RANKED

    @property
    def is_of_some(self) -> bool:
        """Whether its number says little without of how many it is: a share, a ratio, a median."""
        return self.of is not None or self.is_ranked

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,) if self.of is None else (self.term, self.of)

    @property
    def conditions(self) -> Iterator[Condition]:
        """All that it names, of its filters and its terms."""
        yield from self.filters
        for term in self.terms:
            yield from term.conditions

    def as_json(self) -> dict[str, Any]:
        """The definition that owners publish; its key is that of the version."""
        said: dict[str, Any] = {
            "format": FORMAT,
            "name": dict(self.name),
            "meaning": dict(self.meaning),
            "source": self.source,
            "shape": self.shape,
            "term": self.term.as_json(),
            "placed_by": self.placed_by,
            "filters": [each.as_json() for each in self.filters],
            "unit": self.unit,
            "direction": self.direction,
            "dimensions": list(self.dimensions),
            "least": self.least,
        }
        return said if self.of is None else said | {"of": self.of.as_json()}

    @classmethod
    def of_json(cls, key: str, definition: Any) -> Measure:
        """Read a definition; raises ``Malformed``."""
        format_of(definition, FORMAT)
        raw = Raw(definition)
        raw.only(
            *("format", "name", "meaning", "source", "shape", "term", "of", "placed_by", "filters"),
            *("unit", "direction", "dimensions", "least"),
        )
        return cls(
            key=key,
            name=raw.words("name"),
            meaning=raw.words("meaning", {}),
            source=_one_of(raw, "source", Source),
            shape=_one_of(raw, "shape", Shape),
            term=_term(raw.inner("term")),
            of=_term(raw.inner("of")) if raw.has("of") else None,
            placed_by=raw.text("placed_by"),
            filters=conditions_in(raw, "filters"),
            unit=_one_of(raw, "unit", Unit),
            direction=_one_of(raw, "direction", Direction),
            dimensions=raw.texts("dimensions", ()),
            least=raw.whole("least", 1),
        )


def conditions_in(raw: Raw, key: str) -> tuple[Condition, ...]:
    """The conditions of a definition; none where it has none. Raises ``Malformed``."""
    return tuple(condition(each) for each in raw.each(key)) if raw.has(key) else ()


def condition(raw: Raw) -> Condition:
    """Read one condition; raises ``Malformed``."""
    raw.only("column", "is_in", "at_least", "at_most", "is_set", "negated")
    return Condition(
        column=raw.text("column"),
        is_in=raw.texts("is_in", ()),
        at_least=raw.whole("at_least") if raw.has("at_least") else None,
        at_most=raw.whole("at_most") if raw.has("at_most") else None,
        is_set=raw.yes("is_set", default=True) if raw.has("is_set") else None,
        negated=raw.yes("negated", default=False),
    )


def _term(raw: Raw) -> Term:
    raw.only("what", "column", "conditions", "percentile")
    return Term(
        what=_one_of(raw, "what", What),
        column=raw.text("column", ""),
        conditions=conditions_in(raw, "conditions"),
        percentile=raw.whole("percentile", 50),
    )


def _one_of(raw: Raw, key: str, choices: Any) -> Any:
    """A text that is one of a ``Literal``."""
    found = raw.text(key)
    if found not in get_args(choices):
        raise Malformed(raw.at(key), "unknown")
    return found
