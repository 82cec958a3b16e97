"""The days of the week in words, in the order in which owners read them: the country's week begins on Sunday."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WEEKDAY_WORDS: Mapping[str, str | Promise] = {
    "sunday": _("Sunday"),
    "monday": _("Monday"),
    "tuesday": _("Tuesday"),
    "wednesday": _("Wednesday"),
    "thursday": _("Thursday"),
    "friday": _("Friday"),
    "saturday": _("Saturday"),
}
