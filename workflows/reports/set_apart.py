"""What is told of the requests that are set apart: few figures, once a year, none of them exact.

Three ways lead from published figures back to a small one, and each is closed here:

- *From the figure itself.* Every figure is told as a band of ``BAND`` numbers, and the lowest band, which has zero in
  it, is "fewer than five": whether there was one at all is not told either.
- *From two figures that belong together.* A part is told only where the part and the rest are no small ones. The two
  groups have no common sum, and no total of the reports has either of them in it.
- *From two editions.* They are told of whole years alone, as they stood at the year's end, whatever the cut-off: a
  figure that could be asked for each month, or each minute, would tell of the single case that lifts it into the next
  band.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from permissions.writing import written_number
from workflows.reports.story import CLOSED, GUARDED, SENSITIVE, Story

BAND = 5
"""By the threshold rule of statistical disclosure control a cell of fewer people than that is unsafe. Five is the usual
number (Glossary of Statistical Disclosure Control, UNECE and Eurostat, 2005); offices that publish like this round to
the same base and write "fewer than 5" (Ofqual, Rounding policy). They tell a true zero; here it is part of the lowest
band, since that there was one at all is what must not be known."""

Told = dict[str, dict[str, int | None]]
"""Group to measure to the lowest number of its band; None where a part is kept back to protect another."""


@dataclass(slots=True)
class Apart:
    """Counts those set apart in a year, as they stand when it ends. The exact figures never leave this object."""

    start: datetime
    end: datetime
    _exact: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, story: Story) -> None:
        last = story.standing(self.end)
        group = story.apart(self.end)
        if last is None or not group:
            return
        if story.opened_at >= self.start:
            self._exact[group, "received"] += 1
            self._exact[group, "answered"] += story.decided_at(self.end) is not None
        self._exact[group, "pending"] += last.status != CLOSED

    def told(self) -> Told:
        exact = self._exact
        sensitive = {measure: band(exact[SENSITIVE, measure]) for measure in ("received", "pending")}
        guarded = {measure: band(exact[GUARDED, measure]) for measure in ("received", "pending")}
        answered = part(exact[SENSITIVE, "answered"], exact[SENSITIVE, "received"])
        return {SENSITIVE: {**sensitive, "answered": answered}, GUARDED: {**guarded}}


def band(exact: int) -> int:
    """The lowest number of the band in which a figure lies; 0 for a small one."""
    return exact // BAND * BAND


def part(exact: int, whole: int) -> int | None:
    """The band of a part of a whole; None where it or the rest is small, since each would tell of the other."""
    return None if min(exact, whole - exact) < BAND else band(exact)


def lines(told: Told) -> Iterator[tuple[str, str]]:
    """Each figure's name and what is told of it, in the active language."""
    for group, measure, name in (
        (SENSITIVE, "received", _("Sensitive requests received in the year")),
        (SENSITIVE, "answered", _("Of these, answered by the end of the year")),
        (SENSITIVE, "pending", _("Sensitive requests pending at the end of the year")),
        (GUARDED, "received", _("Requests received in the year from which somebody whom they concern is shut out")),
        (GUARDED, "pending", _("Such requests pending at the end of the year")),
    ):
        if measure in told.get(group, {}):
            yield name, in_words(told[group][measure])


def in_words(lowest: int | None) -> str:
    """A band of figures: ``fewer than 5``, ``10 to 14``; for None that it is not told."""
    if lowest is None:
        return _("withheld")
    if lowest < BAND:
        return _("fewer than %(limit)s") % {"limit": BAND}
    return _("%(lowest)s to %(highest)s") % {
        "lowest": written_number(lowest),
        "highest": written_number(lowest + BAND - 1),
    }
