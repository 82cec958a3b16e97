"""What a month came to, in a sentence for everybody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from permissions.writing import written_number
from workflows.open_figures.models import OpenPeriod
from workflows.reports.document import percent, period_name
from workflows.reports.period import parse


def in_a_sentence(month: OpenPeriod) -> str:
    """How many of ten requests had an answer, or how many requests there were, where that is told."""
    told, title = month.told["country"], period_name(parse(month.kind, month.period))
    received, answered = told["received"], told["answered"]
    if received is None:
        return _("In %(month)s there were too few requests to say how many.") % {"month": title}
    said = {"month": title, "whole": written_number(received)}
    share = None if answered is None else percent(answered, received)
    if share is None:
        return _("In %(month)s, public agencies received %(whole)s requests.") % said
    tenths = (share + 5) // 10
    if tenths == 0:
        return _("In %(month)s, public agencies received %(whole)s requests. Hardly any had an answer.") % said
    if tenths == 10:
        return _("In %(month)s, public agencies received %(whole)s requests. Nearly all had an answer.") % said
    said["tenths"] = written_number(tenths)
    words = _("In %(month)s, public agencies received %(whole)s requests. About %(tenths)s in 10 had an answer.")
    return words % said
