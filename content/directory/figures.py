"""What the page of a body says of its open figures: those of the latest month, or of a longer period instead."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.writing import written_percent
from workflows.open_figures.selectors import blocks_of, latest_of
from workflows.reports.document import percent, period_name
from workflows.reports.period import parse


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """``code``: by which all of them are found. ``received`` and ``answered`` are None where they are kept back."""

    code: str
    month: str
    received: int | None
    answered: int | None

    @property
    def answered_share(self) -> str:
        """In per cent, in words; "" where it is not told."""
        share = None if self.answered is None or self.received is None else percent(self.answered, self.received)
        return "" if share is None else written_percent(share)


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
    return BodyFigures(code, title, told["received"], told["answered"])
