"""What is told of a frozen month: its pairs and single figures, with None in the place of each that is kept back.

Plain Python, and the same for ever: what it gave is kept with the month (``models.OpenPeriod``) and never told again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from workflows.open_figures.keeping_back import LIMIT, Choices, Pair, kept_back

Counted = Mapping[str, int]
"""Figures by their keys, as a snapshot has them: without zeros."""
Told = dict[str, int | None]
Days = Sequence[Sequence[int]]
"""Working days, and how many requests were answered after so many."""

PAIRS: Final = (("received", "answered"), ("closed", "resolved"), ("rated", "satisfied"))
"""A whole and a part of it, told of the country and of every row: the three rates of the report."""
COUNTRY_PAIRS: Final = (*PAIRS, ("limited", "in_time"), ("needs_said", "needs_met"))
SINGLE: Final = ("escalated", "referred", "reopened")
"""Told of the country alone, and no part of anything that is told."""
RULE: Final = 2
"""Which rule withheld a month: blocks have only months of this one. The first chose companions by their size."""
DAYS: Final = "days"
"""Within how many working days half of the received had an answer; a key of a row alone where it is told."""
KEPT: Final = "kept"
"""How many of the answered came by the promised date; a key of a row alone where it is told."""
KEPT_OVER, KEPT_UNDER = "kept_over", "kept_under"
"""In its place, where nearly all did, or hardly any: more, or less, than so many per cent."""
MANY_ANSWERS: Final = 40
"""Of more answers than these, a number below ``LIMIT`` is less than a tenth, whichever it is."""
LONGEST_OF_BLOCKS: Final = 10
"""Working days that each month of a block has, so that an answer after so many could belong to any of them."""
NOT_SAID: Final = ""
"""The row of a table of what belongs to none of its others. It could be reckoned, so it is kept back like them."""


def country_told(counted: Counted) -> Told:
    """The figures of the country."""
    found: Told = {}
    for whole, part in COUNTRY_PAIRS:
        pair = pair_of(counted, whole, part)
        found[whole] = pair.whole if pair.whole >= LIMIT else None
        found[part] = pair.part if pair.is_split else None
    for key in SINGLE:
        number = counted.get(key, 0)
        found[key] = number if number >= LIMIT else None
    return found


def table_told(
    rows: Mapping[str, Counted], listed: Collection[str], country: Counted, choices: Callable[[str], Choices]
) -> dict[str, Told]:
    """The rows of a table: those ``listed``, whether or not something was counted there, and those that have figures.

    ``NOT_SAID`` among those listed has what all others lack of the country. ``choices``: by wholes, what the key says.
    """
    told: dict[str, Told] = {key: {} for key in {*listed, *rows}}
    for whole, part in PAIRS:
        pairs = {key: pair_of(rows.get(key, {}), whole, part) for key in told}
        of_country = pair_of(country, whole, part)
        if NOT_SAID in told:
            pairs[NOT_SAID] = Pair(
                of_country.whole - sum(pair.whole for pair in pairs.values()),
                of_country.part - sum(pair.part for pair in pairs.values()),
            )
        hidden = kept_back(pairs, of_country, choices(whole))
        for key, pair in pairs.items():
            told[key][whole] = None if key in hidden.wholes else pair.whole
            told[key][part] = None if key in hidden.parts else pair.part
    return told


def pair_of(counted: Counted, whole: str, part: str) -> Pair:
    return Pair(counted.get(whole, 0), counted.get(part, 0))


def tell_days(rows: Mapping[str, Told], days: Mapping[str, Days], *, longest: int | None = None) -> None:
    """Add the usual days to the rows of which both the received and the answered are told.

    None is told beyond ``longest``. Of the rest of a row, and of others, it says nothing (decision 494).
    """
    for code, told in rows.items():
        received, answered = told.get("received"), told.get("answered")
        if received is None or answered is None:
            continue
        usual = half_within(days.get(code, ()), received)
        if usual is not None and (longest is None or usual <= longest):
            told[DAYS] = usual


def tell_kept(rows: Mapping[str, Told], kept: Mapping[str, int]) -> None:
    """Add how many came by the promised date to the rows of which both the received and the answered are told.

    Of a number below ``LIMIT``, of those that came by it or did not, a row says at most that it is small. Of the rest
    of a row, and of others, it says nothing (decision 506).
    """
    for code, told in rows.items():
        answered = told.get("answered")
        if told.get("received") is None or answered is None:
            continue
        pair = Pair(answered, kept.get(code, 0))
        if pair.is_split:
            told[KEPT] = pair.part
        elif answered > MANY_ANSWERS:
            told.update({KEPT_UNDER: 10} if pair.part < LIMIT else {KEPT_OVER: 90})


def half_within(days: Days, received: int) -> int | None:
    """After how many working days half of the received were answered; None where fewer were. What was not answered
    took longer than all that was."""
    answered = 0
    for day, count in sorted(days, key=lambda pair: pair[0]):
        answered += count
        if 2 * answered >= received:
            return day
    return None
