"""To whom a letter that owners make goes, in words; it is chosen once, when the letter is begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.processes.letters import TO_CITIZEN, TO_HOLDER

RECIPIENTS: Final[Mapping[str, str | Promise]] = {
    TO_CITIZEN: _("to the citizen"),
    TO_HOLDER: _("to whoever holds the work"),
}
