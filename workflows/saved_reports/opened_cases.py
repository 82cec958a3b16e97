"""The requests behind a number, as far as whoever opens it may read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from workflows.cases.models import Case
from workflows.cases.selectors import reached
from workflows.figures.reckoning import Reach
from workflows.saved_reports.opening import Opened

BAND: Final = 5
"""Fewer than so many are not counted before a reader: what is set apart, or accuses them, is a handful."""
CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """Requests behind a number that its reader may not read. ``count``: None where they are fewer than ``BAND``."""

    count: int | None


def readable_behind(opened: Opened, reach: Reach, actor: Actor, held: Held) -> QuerySet[Case]:
    """Those that they may read, the newest first. Raises ``CannotReckon``."""
    ids = opened.cases(reach)
    return (
        reached(actor, VIEW_CASE, held=held).filter(pk__in=ids).select_related("kind", "agency", "key").order_by("-pk")
    )


def out_of_sight(opened: Opened, reach: Reach, readable: int) -> OutOfSight | None:
    """How many of those behind a number its reader does not see, in a band; None where there are none."""
    return in_band(opened.cases(reach).order_by().distinct().count() - readable)


def in_band(missing: int) -> OutOfSight | None:
    """So many that a reader does not see; None where there are none."""
    if missing <= 0:
        return None
    return OutOfSight(missing - missing % BAND if missing >= BAND else None)


def in_chunks(ids: Sequence[int], actor: Actor, held: Held) -> Iterator[list[Case]]:
    """The cases of some ids in this order, some hundreds read at once, each only if it may still be read."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        rows = reached(actor, VIEW_CASE, held=held).filter(pk__in=chunk).select_related("kind", "agency", "key")
        found = {each.pk: each for each in rows}
        yield [found[pk] for pk in chunk if pk in found]
