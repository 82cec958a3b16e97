"""How spans of time are written at the edge of a table."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from permissions.writing import in_own_digits, written_month, written_short_day


def grain_in_words(grain: str, start: date) -> str:
    """The day, the week, the quarter … that begins then."""
    match grain:
        case "day":
            return written_short_day(start)
        case "week":
            return _("week of %(day)s") % {"day": written_short_day(start)}
        case "month":
            return written_month(start)
        case "quarter" | "fiscal_quarter":
            return _("quarter from %(month)s") % {"month": written_month(start)}
        case "year":
            return in_own_digits(str(start.year))
    if start.month == 1:
        return in_own_digits(str(start.year))
    return in_own_digits(f"{start.year}/{start.year + 1}")
