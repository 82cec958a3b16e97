"""What the pages of the open figures show, in the active language, with nothing in the place of what is kept back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from content.pages.selectors import Link
from permissions.arabic import in_order
from permissions.translated_text import in_language
from permissions.writing import written_number, written_percent
from workflows.open_figures.blocks import blocks_around
from workflows.open_figures.in_a_sentence import in_a_sentence, kept_in_words
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.open_figures.selectors import definitions_of, open_blocks, tells
from workflows.open_figures.telling import NOT_SAID, PAIRS, SINGLE
from workflows.reports import set_apart
from workflows.reports.definitions import Figure, measures_of, tells_complaints_alone, tells_decided, tells_kept
from workflows.reports.document import percent, period_name
from workflows.reports.period import Period, parse

EXPLAINED: Final = ("answered", "resolved", "satisfied", "needs_met", "escalated", "in_time", "spam")
"""The figures whose meaning the pages say, as the report says it."""
Told = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; each None where it is kept back. ``in_shorter``: of a block, where both are told in shorter
    periods or withheld there."""

    part: int | None
    whole: int | None
    in_shorter: bool = False

    @property
    def percent(self) -> int | None:
        """Whole per cent, halves up."""
        return None if self.part is None or self.whole is None else percent(self.part, self.whole)

    @property
    def text(self) -> str:
        return "" if self.percent is None else written_percent(self.percent)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of the country; ``sentence``: what it is a part of, with places for both; ``alone``: the same where only
    the whole is told. ``tone`` of its bar."""

    name: str
    share: Share
    sentence: str
    alone: str
    tone: str = ""

    @property
    def said(self) -> str:
        """ "" where all of it is kept back."""
        if self.share.whole is None:
            return ""
        whole = written_number(self.share.whole)
        if self.share.part is None:
            return self.alone % {"whole": whole}
        return self.sentence % {"part": written_number(self.share.part), "whole": whole}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: ``shares`` are its pairs, as in ``PAIRS``. ``url``: of its own page, where it has one.

    ``width``: its first whole in per cent of the largest of the table. ``kept``: how much of what was answered came by
    the promised date, in words; "" where that is withheld, None where it was not counted.
    """

    name: str
    url: str
    shares: tuple[Share, ...]
    width: int | None = None
    kept: str | None = None

    @property
    def is_told(self) -> bool:
        return any(share.whole is not None for share in self.shares)


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` of which something is told, and the names of those of which nothing is."""

    key: str
    title: str
    heading: str
    rows: tuple[Row, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """A month whose figures are open. ``others`` are single figures of the country: name and number."""

    kept: OpenPeriod
    period: Period

    @property
    def name(self) -> str:
        """``2026-10``."""
        return self.kept.period

    @property
    def title(self) -> str:
        return period_name(self.period)

    @property
    def url(self) -> str:
        return reverse("open_figures_of", args=[self.name])

    @property
    def country(self) -> Row:
        return Row(_("The whole country"), "", shares_of(self.kept.told["country"]))

    @property
    def complaints_alone(self) -> bool:
        """Whether resolved is of complaints, and praise is in no rate."""
        return tells_complaints_alone(self.kept.snapshot.definitions)

    @property
    def rates(self) -> list[Rate]:
        """The three rates of the country."""
        answered, resolved, satisfied = self.country.shares
        found = [
            Rate(
                _("Answered"),
                answered,
                _("%(part)s of %(whole)s received had a reply or a decision by the cut-off."),
                _("Received: %(whole)s. How many of them were answered is withheld."),
            ),
            Rate(
                _("Resolved"),
                resolved,
                _("%(part)s of %(whole)s closed ended in a resolution."),
                _("Closed: %(whole)s. How many of them ended in a resolution is withheld."),
                "done",
            ),
            Rate(
                _("Satisfied"),
                satisfied,
                _("%(part)s of %(whole)s ratings were 4 or 5. Only those who rated are counted."),
                _("Ratings: %(whole)s. How many of them were 4 or 5 is withheld."),
                "look",
            ),
        ]
        if not self.complaints_alone:
            return found
        decided = tells_decided(self.kept.snapshot.definitions)
        return [*_of_complaints(answered, resolved, decided=decided), found[2]]

    @property
    def sentence(self) -> str:
        return in_a_sentence(self.kept)

    @property
    def blocks(self) -> list[Link]:
        """The longer periods with this month that are open."""
        names = [each.name for each in blocks_around(self.period)]
        return [block_link(each) for each in open_blocks() if each.name in names]

    @property
    def in_time(self) -> Share:
        told = self.kept.told["country"]
        return Share(told["in_time"], told["limited"])

    @property
    def needs_met(self) -> Share | None:
        """None of months that were opened before it was told."""
        told = self.kept.told["country"]
        return Share(told["needs_met"], told["needs_said"]) if "needs_said" in told else None

    @property
    def others(self) -> list[tuple[str, int | None]]:
        words = {measure.key: str(measure.words) for measure in measures_of(self.kept.snapshot.definitions)}
        return [(words[key], self.kept.told["country"][key]) for key in SINGLE]

    @property
    def tables(self) -> Iterator[Table]:
        headings = {
            "agencies": (_("By agency"), _("Agency")),
            "kinds": (_("By kind"), _("Kind")),
            "channels": (_("By channel"), _("Channel")),
            "governorates": (_("By governorate"), _("Governorate")),
        }
        for key, (title, heading) in headings.items():
            if key in self.kept.told["tables"]:
                yield self._table(key, title, heading)

    def _table(self, key: str, title: str, heading: str) -> Table:
        told: Mapping[str, Told] = self.kept.told["tables"][key]
        names: Mapping[str, Mapping[str, Any]] = self.kept.names[key]
        most = max((figures["received"] or 0 for figures in told.values()), default=0)
        rows = [
            Row(
                name=called(names, code),
                url=reverse("open_figures_of", args=[code]) if key == "agencies" else "",
                shares=shares_of(figures),
                width=None if figures["received"] is None else percent(figures["received"], most),
                kept=kept_shown(figures, self.kept.snapshot.definitions) if key == "agencies" else None,
            )
            for code, figures in sorted(told.items(), key=lambda row: _place(names, row[0]))
        ]
        if key == "agencies":
            rows = in_order(rows, lambda row: row.name)
        there = tuple(row for row in rows if row.is_told)
        return Table(key, title, heading, there, tuple(row.name for row in rows if not row.is_told))


def _of_complaints(answered: Share, resolved: Share, *, decided: bool) -> Iterator[Rate]:
    """Those that were told of all requests before, and are told without praise and of complaints alone."""
    were_decided = _("%(part)s of %(whole)s received, without praise, were decided by the cut-off.")
    had_a_reply = _("%(part)s of %(whole)s received, without praise, had a reply or a decision by the cut-off.")
    yield Rate(
        _("Answered"),
        answered,
        were_decided if decided else had_a_reply,
        _("Received, without praise: %(whole)s. The number answered is withheld."),
    )
    yield Rate(
        _("Complaints resolved"),
        resolved,
        _("%(part)s of %(whole)s complaints closed were resolved or partly resolved."),
        _("Complaints closed: %(whole)s. The number resolved is withheld."),
        "done",
    )


def shares_of(told: Told) -> tuple[Share, ...]:
    """Of a block, pairs that have no figures are told in shorter periods."""
    return tuple(Share(told.get(part), told.get(whole), whole not in told) for whole, part in PAIRS)


def kept_shown(told: Told, definitions: int) -> str | None:
    """As ``Row.kept``, of an agency."""
    return kept_in_words(told) if tells_kept(definitions) else None


def block_link(kept: OpenBlock) -> Link:
    return Link(kept.block.title, reverse("open_figures_of", args=[kept.name]))


def block_rows(block: OpenBlock) -> list[Row]:
    """The agencies of which something is told there, by their names."""
    definitions = definitions_of(block)
    rows = [
        Row(
            called(block.names, code),
            reverse("open_figures_of", args=[code]),
            shares_of(figures),
            kept=kept_shown(figures, definitions),
        )
        for code, figures in block.told.items()
        if tells(figures)
    ]
    return in_order(rows, lambda row: row.name)


def called(names: Mapping[str, Mapping[str, Any]], code: str) -> str:
    """What a row was called, in the active language."""
    if code == NOT_SAID:
        return _("Not said")
    return in_language({key: word for key, word in names.get(code, {}).items() if key != "position"}) or code


def _place(names: Mapping[str, Mapping[str, Any]], code: str) -> tuple[int, str]:
    return int(names.get(code, {}).get("position", len(names))), code


def shown(kept: OpenPeriod) -> ShownMonth:
    return ShownMonth(kept, parse(kept.kind, kept.period))


def years_shown(years: Iterable[OpenPeriod]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of each year what is told of the requests that are set apart: names, and bands in words."""
    return [(period_name(parse(each.kind, each.period)), list(set_apart.lines(each.told["apart"]))) for each in years]


def explained(definitions: int) -> list[Figure]:
    """What the figures mean that are shown, by the version of the definitions that counted them."""
    return [measure for measure in measures_of(definitions) if measure.key in EXPLAINED and measure.meaning]
