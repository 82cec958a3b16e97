"""What a report says of the requests that are set apart, in the active language."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from workflows.reports.apart import BAND
from workflows.reports.models import Snapshot
from workflows.reports.story import GUARDED, SENSITIVE


def apart_lines(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Each figure's name and what is told of it; none in a report that does not tell of them."""
    told = snapshot.numbers.get("apart") or {}
    return list(_lines(told)) if told else []


def _lines(told: dict[str, dict[str, int | None]]) -> Iterator[tuple[str, str]]:
    for group, measure, name in (
        (SENSITIVE, "received", _("Sensitive requests received in the year")),
        (SENSITIVE, "answered", _("Answered of these by the end of the year")),
        (SENSITIVE, "pending", _("Sensitive requests pending at the end of the year")),
        (GUARDED, "received", _("Requests received in the year from which somebody whom they concern is shut out")),
        (GUARDED, "pending", _("Such requests pending at the end of the year")),
    ):
        if measure in told.get(group, {}):
            yield name, in_words(told[group][measure])


def in_words(lowest: int | None) -> str:
    """A band of figures: ``fewer than 5``, ``10 to 14``; for None that it is not told."""
    if lowest is None:
        return _("not told")
    if lowest < BAND:
        return _("fewer than %(limit)s") % {"limit": BAND}
    return _("%(lowest)s to %(highest)s") % {"lowest": f"{lowest:,}", "highest": f"{lowest + BAND - 1:,}"}
