"""The tiles that Insaf comes with, and the dashboards that are made of them: one for each kind of reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflows.figures.question import Period, Question

Words = str | Promise
Size = Literal["small", "half", "wide"]
SIZES: Final[tuple[str, ...]] = get_args(Size)
LATELY: Final = "last_30_days"
"""Of which time a tile is: a month that has just begun would say nothing on its first days."""
NUMBER: Final = "number"
"""How a tile of one number is drawn; the others as saved reports are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A question under a name, and how it is drawn. ``name``: "" where its measure and its split say it.
    ``nothing``: its own sentence where there are no rows."""

    key: str
    question: Question
    drawn: str = NUMBER
    size: Size = "small"
    name: Words = ""
    nothing: Words = ""

    @property
    def is_number(self) -> bool:
        return self.drawn == NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A dashboard by role. ``national``: its figures are of all agencies; else of those where its reader reads
    requests."""

    key: str
    name: Words
    about: Words
    national: bool
    tiles: tuple[str, ...]


def _number(measure: str) -> Tile:
    question = Question(measures=(measure,), period=Period(LATELY), compared=True)
    return Tile(key=measure, question=question)


def _split(
    key: str, *measures: str, by: str, drawn: str, period: str = LATELY, size: Size = "half", nothing: Words = ""
) -> Tile:
    question = Question(measures=measures, period=Period(period), rows=(by,))
    return Tile(key=key, question=question, drawn=drawn, size=size, nothing=nothing)


NUMBERS: Final[tuple[str, ...]] = (
    *("received", "open", "pending", "closed", "answered_share", "resolved_share", "explained_share"),
    *("satisfied_share", "needs_met_share", "days_to_answer"),
    *("days_to_decision", "escalations", "escalations_by_clock", "in_time_share", "reopened_share", "referrals"),
    *("promises_missed", "missed_inside", "kept_share", "open_missed"),
)
"""Measures of which there is a tile with one number, of the last 30 days beside the 30 before."""
TILES: Final[Mapping[str, Tile]] = {
    tile.key: tile
    for tile in (
        *(_number(measure) for measure in NUMBERS),
        _split("year", "received", "closed", by="month", drawn="line", period="last_12_months", size="wide"),
        _split("days", "received", by="day", drawn="line", size="wide"),
        _split("speed", "days_to_answer", "days_to_decision", by="month", drawn="line", period="last_12_months"),
        _split("categories", "received", by="top_category", drawn="bars"),
        _split("channels", "received", by="channel", drawn="bars"),
        _split("kinds", "received", by="kind", drawn="bars"),
        _split("places", "received", by="governorate", drawn="map"),
        _split("pending_levels", "pending", by="level", drawn="bars"),
        _split("pending_agencies", "pending", by="agency", drawn="bars"),
        _split("answered_agencies", "answered_share", by="agency", drawn="bars"),
        _split("kept_agencies", "kept_share", by="agency", drawn="bars"),
        _split("satisfied_agencies", "satisfied_share", by="agency", drawn="bars"),
        _split("escalated_agencies", "escalations", by="agency", drawn="bars"),
        _split(
            "missed_agencies",
            "promises_missed",
            by="agency",
            drawn="bars",
            nothing=_("No promise to a citizen was missed in this time."),
        ),
        _split("decided_processes", "days_to_decision", by="process", drawn="bars"),
        _split("objected_categories", "reopened_share", by="top_category", drawn="bars"),
        Tile(
            key="escalated_months",
            question=Question(
                measures=("escalations",), period=Period("last_12_months"), rows=("agency",), column="month"
            ),
            drawn="heat",
            size="wide",
        ),
    )
}
BOARDS: Final[Mapping[str, Board]] = {
    board.key: board
    for board in (
        Board(
            key="officer",
            name=pgettext_lazy("dashboard of", "Officer"),
            about=_("What came, what is pending and what citizens say, at the agencies whose requests you read."),
            national=False,
            tiles=(
                *("received", "open", "pending", "days_to_answer", "satisfied_share"),
                *("days", "pending_levels", "categories"),
            ),
        ),
        Board(
            key="supervisor",
            name=pgettext_lazy("dashboard of", "Supervisor"),
            about=_("Promises missed, what is escalated and what comes back, at the agencies whose requests you read."),
            national=False,
            tiles=(
                *("pending", "promises_missed", "kept_share", "open_missed", "escalations", "reopened_share"),
                "days_to_decision",
                *("pending_levels", "speed", "year"),
            ),
        ),
        Board(
            key="head",
            name=pgettext_lazy("dashboard of", "Head of the agency"),
            about=_("Your agency beside the median of all, of which no other is named."),
            national=False,
            tiles=(
                *("received", "resolved_share", "explained_share", "kept_share", "open_missed", "days_to_decision"),
                *("needs_met_share", "pending", "escalations", "year", "categories", "places"),
            ),
        ),
        Board(
            key="unit",
            name=pgettext_lazy("dashboard of", "Complaints unit"),
            about=_("All agencies: what came, where it waits, where promises are missed and where it is escalated."),
            national=True,
            tiles=(
                *("received", "pending", "promises_missed", "kept_share", "open_missed", "escalations"),
                *("satisfied_share", "days"),
                *("pending_agencies", "missed_agencies", "kept_agencies", "escalated_agencies"),
            ),
        ),
        Board(
            key="office",
            name=pgettext_lazy("dashboard of", "Prime Minister’s office"),
            about=_("The country on one page: its rates, and where they are worst."),
            national=True,
            tiles=(
                *("resolved_share", "explained_share", "kept_share", "days_to_decision", "needs_met_share"),
                *("promises_missed", "open_missed", "received", "pending"),
                *("year", "places", "satisfied_agencies"),
            ),
        ),
        Board(
            key="owner",
            name=pgettext_lazy("dashboard of", "Process owner"),
            about=_("How the processes do: how long they take, what the clock escalates, what comes back."),
            national=True,
            tiles=(
                *("days_to_answer", "days_to_decision", "kept_share", "escalations_by_clock", "reopened_share"),
                *("referrals", "speed", "decided_processes", "objected_categories", "kinds"),
            ),
        ),
    )
}
"""By their keys, from the desk to the office."""
