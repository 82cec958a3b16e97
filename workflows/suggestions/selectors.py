"""What a text is probably about, by what was learned."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workflows.suggestions.models import About, Suggester
from workflows.suggestions.weights import Suggestion, Weights, read

LOOKED_AGAIN: Final = 60.0
"""Seconds after which a process asks whether something else was learned."""


@dataclass(slots=True)
class _Known:
    """What a process has read. ``asked``: on its own clock, in seconds."""

    weights: Weights | None
    learned_at: datetime | None
    asked: float


_known: dict[tuple[str, str, str], _Known] = {}


def suggested(
    about: About, text: str, *, language: str, kind: str = "", among: Collection[str] | None = None
) -> list[Suggestion]:
    """At most three answers for a text in a language, the best first; none where nothing was learned.

    ``among``: the codes that may be suggested. At most one light query a minute and process, and one to read what
    is new.
    """
    weights = _weights((about, kind, language))
    if weights is None:
        return []
    return weights.suggest(text, among=None if among is None else frozenset(among))


def likely(
    about: About, text: str, *, language: str, kind: str = "", among: Collection[str] | None = None
) -> Suggestion | None:
    """The one answer that an officer is offered: the first, where it leads by as much as 9 of 10 unseen ones that were
    right did."""
    weights = _weights((about, kind, language))
    if weights is None or weights.likely_from is None:
        return None
    best = next(iter(weights.suggest(text, among=None if among is None else frozenset(among))), None)
    return best if best is not None and best.lead >= weights.likely_from else None


def surely_measured(
    about: About, text: str, *, language: str, kind: str = "", among: Collection[str]
) -> list[Suggestion]:
    """The same for citizens, by what stood in several texts: none where that is never sure, since then nobody can say
    how good it is.
    """
    weights = _weights((about, kind, language))
    if weights is None or weights.sure_of_common is None:
        return []
    return weights.of_common().suggest(text, among=frozenset(among))


def forget() -> None:
    """Read everything anew."""
    _known.clear()


def _weights(key: tuple[str, str, str]) -> Weights | None:
    known = _known.get(key)
    if known is not None and time.monotonic() - known.asked < LOOKED_AGAIN:
        return known.weights
    about, kind, language = key
    rows = Suggester.objects.filter(about=about, kind=kind, language=language, weights__isnull=False)
    learned_at = rows.values_list("learned_at", flat=True).first()
    if known is not None and known.learned_at == learned_at:
        known.asked = time.monotonic()
        return known.weights
    found = rows.first() if learned_at is not None else None
    if found is None or found.weights is None:
        _known[key] = _Known(None, None, time.monotonic())
    else:
        _known[key] = _Known(read(found.weights), found.learned_at, time.monotonic())
    return _known[key].weights
