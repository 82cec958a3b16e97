"""What a month or a row came to, in words for everybody."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from permissions.writing import written_number, written_percent
from workflows.open_figures.models import OpenPeriod
from workflows.open_figures.telling import KEPT, KEPT_OVER, KEPT_UNDER
from workflows.reports.definitions import tells_complaints_alone
from workflows.reports.document import percent, period_name
from workflows.reports.period import parse


def in_a_sentence(month: OpenPeriod) -> str:
    """How many of ten requests had an answer, or how many requests there were, where that is told."""
    told, title = month.told["country"], period_name(parse(month.kind, month.period))
    received, answered = told["received"], told["answered"]
    if received is None:
        return _("In %(month)s there were too few requests to say how many.") % {"month": title}
    said = {"month": title, "whole": written_number(received)}
    if tells_complaints_alone(month.snapshot.definitions):
        came = _("In %(month)s, public agencies received %(whole)s requests, not counting praise.") % said
    else:
        came = _("In %(month)s, public agencies received %(whole)s requests.") % said
    share = None if answered is None else percent(answered, received)
    return came if share is None else f"{came} {_in_tenths((share + 5) // 10)}"


def _in_tenths(tenths: int) -> str:
    if tenths == 0:
        return _("Hardly any had an answer.")
    if tenths == 10:
        return _("Nearly all had an answer.")
    return _("About %(tenths)s in 10 had an answer.") % {"tenths": written_number(tenths)}


def kept_in_words(told: Mapping[str, int | None]) -> str:
    """How much of what a row answered came by the promised date, in per cent; "" where it is withheld."""
    kept, answered = told.get(KEPT), told.get("answered")
    share = None if kept is None or answered is None else percent(kept, answered)
    if share is not None:
        return written_percent(share)
    over, under = told.get(KEPT_OVER), told.get(KEPT_UNDER)
    if over is not None:
        return _("more than %(number)s") % {"number": written_percent(over)}
    return "" if under is None else _("less than %(number)s") % {"number": written_percent(under)}
