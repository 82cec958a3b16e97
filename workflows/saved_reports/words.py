"""What periods and grains are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise
FIXED: Final = "fixed"
"""In the place of a name: two days that were chosen."""
PERIODS: Final[Mapping[str, Words]] = {
    "today": _("today"),
    "yesterday": _("yesterday"),
    "this_week": _("this week"),
    "last_week": _("last week"),
    "last_7_days": _("the last 7 days"),
    "last_30_days": _("the last 30 days"),
    "last_90_days": _("the last 90 days"),
    "this_month": _("this month"),
    "last_month": _("last month"),
    "last_3_months": _("the last 3 months"),
    "last_12_months": _("the last 12 months"),
    "this_quarter": _("this quarter"),
    "last_quarter": _("last quarter"),
    "this_year": _("this year"),
    "last_year": _("last year"),
    "this_fiscal_year": _("this fiscal year"),
    "last_fiscal_year": _("last fiscal year"),
    FIXED: _("between two days that I choose"),
}
GRAINS: Final[Mapping[str, Words]] = {
    "day": pgettext_lazy("split by", "day"),
    "week": pgettext_lazy("split by", "week"),
    "month": pgettext_lazy("split by", "month"),
    "quarter": pgettext_lazy("split by", "quarter"),
    "year": pgettext_lazy("split by", "year"),
    "fiscal_quarter": pgettext_lazy("split by", "quarter of the fiscal year"),
    "fiscal_year": pgettext_lazy("split by", "fiscal year"),
}
UNITS: Final[Mapping[str, Words]] = {
    "count": "",
    "percent": "",
    "working_days": pgettext_lazy("unit of a number", "working days"),
    "ratio": "",
    "stars": pgettext_lazy("unit", "stars"),
}
"""What stands behind the name of a measure; nothing where its numbers say it themselves."""
