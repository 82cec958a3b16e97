"""What the staff's screens call whoever acted, where it was not a person with an account."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTORS: Mapping[str, str | Promise] = {
    "staff": _("staff"),
    "citizen": _("the citizen"),
    "clock": _("the system, by itself"),
    "api": _("a machine"),
    "operator": _("the operator"),
}
"""Kind of actor to its name."""
