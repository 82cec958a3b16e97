"""Whom a ladder may have told that work has gone up, or will: names that it uses, each with its words for owners.

Who that is in a case says ``workflows.cases.recipients``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.escalation.definition import CITIZEN, FORMER_HOLDER, HOLDER

HEAD, UNIT = "head", "unit"
RECIPIENTS: Mapping[str, str | Promise] = {
    HOLDER: _("the new holder"),
    FORMER_HOLDER: _("the former holder"),
    CITIZEN: _("the citizen"),
    HEAD: _("the head of the agency"),
    UNIT: _("the complaints unit"),
}
"""Of a rung: once work has gone up."""
BEFOREHAND: Mapping[str, str | Promise] = {
    HOLDER: _("whoever has the work"),
    HEAD: RECIPIENTS[HEAD],
    UNIT: RECIPIENTS[UNIT],
}
"""Of a warning: the staff alone, while they can still act."""
AT_THE_LIMIT: Mapping[str, str | Promise] = {**BEFOREHAND, CITIZEN: RECIPIENTS[CITIZEN]}
"""When the overall limit is over."""
