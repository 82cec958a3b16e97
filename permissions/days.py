"""Which days a form takes: those whose beginning and end are instants everywhere, in every zone of the world."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2999, 12, 31)


def a_day_of_ours(day: date) -> None:
    """A form's validator. In the first and the last years that can be written, an hour more is no time any more."""
    if not FIRST <= day <= LAST:
        raise ValidationError(_("Write the year with four digits, like 2026."), code="out_of_reach")
