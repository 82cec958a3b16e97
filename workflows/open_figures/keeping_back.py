"""Which figures of a table are withheld, so that no small one can be worked out from those that are told. Plain Python.

What is told are a few *pairs*, a whole and a part of it (received, and of these answered), of the whole country and by
rows: agencies, kinds, channels, governorates. The rows of a table add up to the country. Three rules:

- *Small is withheld.* Below ``LIMIT`` neither a whole is told, nor a part, nor the rest that is no part, and zero is
  below it. So there are two groups of rows: of the first nothing is told, of the second the whole alone.
- *A group is hidden by its sums alone.* These a reader can see, or nearly; what stands in its rows decides nothing.
  Where they are too small, *companions* join the group. A key that nobody outside has gives their order, and now and
  then asks for more than are needed: so the same group could have been withheld whatever stands in its rows.
- *Where that is not enough, no row is told.*

So whoever knows the rule, has not the key and keeps all that was ever told, knows of a group its sums and no more, and
each small figure can be anything from 0 to 4. The proof is decision 257; tests play every small table.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 5
"""As in ``reports.set_apart``: a figure of fewer is small."""
HIDING: Final = LIMIT + LIMIT - 1
"""The least sum that hides: what is large can stand in it beside any small figure."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A whole and a part of it."""

    whole: int
    part: int

    @property
    def rest(self) -> int:
        return self.whole - self.part

    @property
    def is_split(self) -> bool:
        """Whether neither the part nor the rest is small."""
        return self.part >= LIMIT and self.rest >= LIMIT

    @property
    def less(self) -> int:
        """The smaller of the part and the rest."""
        return min(self.part, self.rest)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """The rows whose wholes, and those whose parts are withheld: of the former none is told."""

    wholes: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """What the key says of a group: the order in which rows are its companions, and how many there are at least."""

    order: Sequence[str]
    least: int = 0


Choices = Callable[[str, Collection[str]], Choice]
"""By the name of a group and the rows that could join it."""
WHOLES: Final = "wholes"
PARTS: Final = "parts"


def keyed(key: bytes, *about: str) -> Choices:
    """The choices of a secret ``key`` for one pair of one table and period, which ``about`` names."""

    def choice(group: str, rows: Collection[str]) -> Choice:
        def digest(row: str) -> bytes:
            return hmac.digest(key, "\x1f".join((*about, group, row)).encode(), "sha512")

        return Choice(sorted(rows, key=digest), _least(int.from_bytes(digest("\x1e"))))

    return choice


def _least(number: int) -> int:
    """One in four times at least one, one in sixteen two, and so on without end."""
    least = 0
    while number and number % 4 == 0:
        number //= 4
        least += 1
    return least


def kept_back(rows: Mapping[str, Pair], country: Pair, choices: Choices) -> KeptBack:
    """What is withheld of a table whose rows add up to ``country``."""
    everything = frozenset(rows)
    if country.whole < LIMIT:
        return KeptBack(everything, everything)
    choice = choices(WHOLES, rows)

    def hides_wholes(group: Collection[str]) -> bool:
        return len(group) > 1 and total(rows[key] for key in group).whole >= HIDING

    wholes = with_companions({key for key, pair in rows.items() if pair.whole < LIMIT}, choice, hides_wholes)
    if not country.is_split:
        return KeptBack(wholes, everything)

    def hides_both(group: Collection[str]) -> bool:
        silent, others = ([rows[key] for key in group if (key in wholes) is each] for each in (True, False))
        return (not silent or total(silent).less >= LIMIT) and (not others or hides_parts(others))

    unsplit = wholes | {key for key, pair in rows.items() if not pair.is_split}
    parts = with_companions(unsplit, choices(PARTS, rows), hides_both)
    if parts == everything:
        known = {key for key in parts - wholes if nearly_known(rows[key], country)}
        wholes = with_companions(wholes | known, choice, hides_wholes) if known else wholes
    return KeptBack(wholes, parts)


def with_companions(
    small: Collection[str], choice: Choice, enough: Callable[[Collection[str]], bool]
) -> frozenset[str]:
    """The group of the ``small``: none where there is no small one, all rows where nothing less is enough."""
    if not small:
        return frozenset()
    others = [key for key in choice.order if key not in small]
    for count in range(choice.least, len(others)):
        group = frozenset([*small, *others[:count]])
        if enough(group):
            return group
    return frozenset(choice.order)


def total(pairs: Iterable[Pair]) -> Pair:
    """Their sum."""
    listed = list(pairs)
    return Pair(sum(pair.whole for pair in listed), sum(pair.part for pair in listed))


def hides_parts(group: Collection[Pair]) -> bool:
    """Whether each part and rest of the group could be anything up to four, its sums and each whole being known."""
    sums = total(group)
    return sums.less >= HIDING and not any(nearly_known(pair, sums) for pair in group)


def nearly_known(pair: Pair, sums: Pair) -> bool:
    """Whether the whole, which is told, exceeds one of the sums by so little that its part or rest cannot be zero, and
    could still be small."""
    return any(0 < pair.whole - most < LIMIT for most in (sums.part, sums.rest))
