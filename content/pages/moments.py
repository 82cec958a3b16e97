"""Days and hours in words, with the month names of the Levant, in the time of the place."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


def day(moment: date) -> str:
    """``Monday 23 November 2026``; a datetime is taken in the place's own time."""
    local = _local(moment)
    names = {"weekday": WEEKDAYS[local.weekday()], "day": local.day, "month": MONTHS[local.month - 1]}
    return say("%(weekday)s %(day)s %(month)s %(year)s") % {**names, "year": local.year}


def short_day(moment: date) -> str:
    """``Monday 23 November``."""
    local = _local(moment)
    names = {"weekday": WEEKDAYS[local.weekday()], "day": local.day, "month": MONTHS[local.month - 1]}
    return say("%(weekday)s %(day)s %(month)s") % names


def hour(moment: datetime) -> str:
    """``2:10 pm``."""
    local = timezone.localtime(moment)
    clock = f"{local.hour % 12 or 12}:{local.minute:02}"
    return (say("%(clock)s am") if local.hour < 12 else say("%(clock)s pm")) % {"clock": clock}


def day_and_hour(moment: datetime) -> str:
    """``Monday 23 November 2026, 2:10 pm``."""
    return say("%(day)s, %(hour)s") % {"day": day(moment), "hour": hour(moment)}


def short_day_and_hour(moment: datetime) -> str:
    """``Monday 23 November, 2:10 pm``."""
    return say("%(day)s, %(hour)s") % {"day": short_day(moment), "hour": hour(moment)}


def _local(moment: date) -> date:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment
