"""An address for news that nobody who works on a request sees: left on its page, and forgotten by one press."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.forms.relay import RELAY, relay_address
from portal.citizen.briefly import keeps_open
from portal.citizen.follow import proved_case
from portal.citizen.proof import way_to_prove
from portal.citizen.step_up import asks_for_proof
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case
from workflows.cases.relay import forget_relay, leave_relay

LEFT: Final = _("We’ll write there when there’s something new. No one who works on your request can see the address.")
FORGOTTEN: Final = _("The address is forgotten. No more letters go there.")
NOT_KEPT: Final = _("Nothing was kept: write the email address in full, as name@example.com.")


@never_cache
@require_POST
@keeps_open
@asks_for_proof
def relay(request: HttpRequest, tracking: str) -> HttpResponse:
    """Leave an address, or (``forget``) have it forgotten, with all that is kept of it."""
    case = proved_case(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    if "forget" in request.POST:
        forget_relay(case)
        messages.success(request, str(FORGOTTEN))
    elif case.by_day:
        _leave(request, case)
    return redirect("follow", tracking=tracking)


def _leave(request: HttpRequest, case: Case) -> None:
    address = relay_address(request.POST.get(RELAY, ""))
    if not address:
        messages.error(request, str(NOT_KEPT))
        return
    try:
        leave_relay(case, address)
    except NotPossible as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(LEFT))
