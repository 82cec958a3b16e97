"""Durations in words: ``two working days``, ``8 working hours``, ``30 calendar days``."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workflows.calendars.working_time import Duration, Unit

UNIT_WORDS: Mapping[Unit, str | Promise] = {
    "working_days": _("working days"),
    "working_hours": _("working hours"),
    "calendar_days": _("calendar days"),
}


def written_duration(duration: Duration) -> str:
    """``2 working days``, in the active language."""
    return _counted(duration.amount, duration.unit) % {"count": duration.amount}


def _counted(count: int, unit: Unit) -> str:
    match unit:
        case "working_days":
            return ngettext("%(count)d working day", "%(count)d working days", count)
        case "working_hours":
            return ngettext("%(count)d working hour", "%(count)d working hours", count)
    return ngettext("%(count)d calendar day", "%(count)d calendar days", count)
