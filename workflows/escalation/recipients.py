"""Whom a ladder may have told that work has gone up: names that its rungs use, each with its words for owners.

Who that is in a case says ``workflows.cases.recipients``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.escalation.definition import CITIZEN, FORMER_HOLDER, HOLDER

RECIPIENTS: Mapping[str, str | Promise] = {
    HOLDER: _("the new holder"),
    FORMER_HOLDER: _("the former holder"),
    CITIZEN: _("the citizen"),
    "unit": _("the complaints unit"),
}
