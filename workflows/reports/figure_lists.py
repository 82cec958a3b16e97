"""The requests behind the numbers of a snapshot, as they were frozen with it: their digests, and who may read which."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Collection, Iterator
from typing import Any, Final

from django.db.models import QuerySet

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from workflows.cases.models import Case
from workflows.cases.selectors import reached
from workflows.cases.tracking import TRACKING_DIGITS, normal_tracking
from workflows.reports.diary import listed
from workflows.reports.gathered import unpacked
from workflows.reports.models import FigureList, Snapshot

TABLES: Final = ("agencies", "kinds", "channels", "categories", "governorates")
"""In the order in which a list has their rows (see ``gathered.packed``)."""


def frozen_lists(snapshot: Snapshot) -> dict[str, str]:
    """The digest of each list that is kept; "" where it can no longer be read."""
    return {each.figure: _digest(bytes(each.packed)) for each in snapshot.lists.order_by("figure").iterator(1)}


def _digest(content: bytes) -> str:
    try:
        return hashlib.sha256(unpacked(content)).hexdigest()
    except zlib.error:
        return ""


def numbers_behind(snapshot: Snapshot, figure: str, table: str = "", row: str = "") -> set[str]:
    """The numbers of the requests that a figure counts: of the whole country, or of the row of a table.

    Raises ``LookupError`` where this edition has no such list, and for a row that there is not.
    """
    if table and (table not in TABLES or row not in snapshot.numbers[table]):
        raise LookupError(row)
    if figure not in snapshot.numbers.get("lists", {}):
        raise LookupError(figure)
    kept = FigureList.objects.get(snapshot=snapshot, figure=figure)
    groups = json.loads(unpacked(bytes(kept.packed)))
    found = {number for group in _of(groups, table, row) for number in group[-1]}
    return {normal_tracking(f"{number:0{TRACKING_DIGITS}}") for number in found}


def _of(groups: list[Any], table: str, row: str) -> Iterator[Any]:
    """Those of a row: of a category also what lies under it."""
    place = TABLES.index(table) if table else 0
    for group in groups:
        if not table or row in (group[place] if table == "categories" else [group[place]]):
            yield group


def readable_of(numbers: Collection[str], actor: Actor, held: Held) -> QuerySet[Case]:
    """Of these requests those that somebody may read today, the newest first."""
    found = reached(actor, VIEW_CASE, held=held).filter(tracking__in=listed(sorted(numbers)))
    return found.select_related("kind", "agency", "key").order_by("-pk")
