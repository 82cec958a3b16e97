"""Whether a loan would come back to its giver while it lasts: plain Python over what is lent already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Loan:
    """Someone (an id) lends to another, from ``starts`` up to but without ``ends``."""

    giver: int
    deputy: int
    starts: datetime
    ends: datetime


def closes_a_circle(new: Loan, lent: Sequence[Loan]) -> bool:
    """Whether at some instant of ``new`` what its deputy has lent leads, over any number of hands, back to its giver.

    All loans are of the same role at the same agency.
    """
    waiting = [(new.deputy, new.starts, new.ends)]
    seen: set[tuple[int, datetime, datetime]] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        holder, starts, ends = one
        if holder == new.giver:
            return True
        waiting += [
            (loan.deputy, max(starts, loan.starts), min(ends, loan.ends))
            for loan in lent
            if loan.giver == holder and max(starts, loan.starts) < min(ends, loan.ends)
        ]
    return False
