"""What the page of a body says of its open figures: those of the latest month, or of a longer period instead; and how
long people usually wait for its answer."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.writing import written_percent
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration
from workflows.open_figures.in_a_sentence import kept_in_words
from workflows.open_figures.models import OpenBlock
from workflows.open_figures.selectors import blocks_of, latest_answers_of, latest_of
from workflows.open_figures.telling import DAYS
from workflows.reports.document import percent, period_name
from workflows.reports.period import parse


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """``code``: by which all of them are found. ``received`` and ``answered`` are None where they are kept back.

    ``kept``: how much of the answered came by the promised date, in words; "" where it is not told.
    """

    code: str
    month: str
    received: int | None
    answered: int | None
    kept: str = ""

    @property
    def answered_share(self) -> str:
        """In per cent, in words; "" where it is not told."""
        share = None if self.answered is None or self.received is None else percent(self.answered, self.received)
        return "" if share is None else written_percent(share)


@dataclass(frozen=True, slots=True)
class UsualDays:
    """Within how many ``working_days``, in words, half of the ``received`` of a ``period`` had an answer."""

    working_days: str
    received: int
    period: str


def usual_days_of(code: str) -> UsualDays | None:
    """That of the latest month or longer period in which answers of this body are told; None where its usual days
    cannot be told, whatever was told before."""
    latest = latest_answers_of(code)
    if latest is None or latest[1].get(DAYS) is None:
        return None
    span, row = latest
    title = span.block.title if isinstance(span, OpenBlock) else period_name(parse(span.kind, span.period))
    return UsualDays(written_duration(Duration(row[DAYS] or 0, "working_days")), row["received"] or 0, title)


def figures_of(code: str) -> BodyFigures | None:
    """Those of the latest open month, in the active language, or of the latest longer period, where the month says
    nothing of it and that does; None where no month is open that has this body."""
    latest = latest_of(code)
    if latest is None:
        return None
    told, title = latest.told["tables"]["agencies"][code], period_name(parse(latest.kind, latest.period))
    if told["received"] is None:
        longer = next((each for each in blocks_of(code) if each.told[code].get("received") is not None), None)
        if longer is not None:
            told, title = longer.told[code], longer.block.title
    return BodyFigures(code, title, told["received"], told["answered"], kept_in_words(told))
