"""An address for news alone, left for a request through a machine, and forgotten: as on the citizen's own page."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from content.forms.relay import RELAY, relay_address
from portal.api import problems, shapes
from portal.api.problems import Problem
from portal.citizen.relaying import FORGOTTEN, LEFT, NOT_KEPT
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case
from workflows.cases.relay import forget_relay, leave_relay

NOT_TAKEN: Final = _("Such an address is taken for sealed and anonymous requests alone.")


def leave_or_forget(case: Case, given: str | None) -> shapes.Told:
    """Letters go to the given address from now on; without one nothing of the former is kept. Raises ``Problem``.

    Sent again it does the same, so that it asks for no key of its own.
    """
    if given is None:
        forget_relay(case)
        return shapes.Told(said=str(FORGOTTEN))
    if not case.by_day:
        raise Problem(problems.NOT_POSSIBLE, NOT_TAKEN)
    address = relay_address(given)
    if not address:
        raise Problem(problems.INVALID, errors=[(RELAY, str(NOT_KEPT))])
    try:
        leave_relay(case, address)
    except NotPossible as refusal:
        raise Problem(problems.NOT_POSSIBLE, refusal.message) from None
    return shapes.Told(said=str(LEFT))
