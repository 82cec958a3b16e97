"""Notices about a request on a device: asked for and taken back by a press on its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.citizen.briefly import keeps_open
from portal.citizen.follow import proved_case
from portal.citizen.step_up import asks_for_proof
from workflows.notifications.transports.push.devices import NotADevice, add_device, remove_all, remove_device

NOT_TAKEN = 422


@never_cache
@require_POST
@keeps_open
@asks_for_proof
def devices(request: HttpRequest, tracking: str) -> HttpResponse:
    """Ring this browser from now on, no more, or (the button that works without scripts) none of all."""
    case = proved_case(request, tracking)
    if case is None:
        return redirect("track")
    said = request.POST
    endpoint = said.get("endpoint", "")
    if said.get("act") == "none":
        remove_all(case)
        messages.success(request, _("Notices about this request are now off on all devices."))
        return redirect("follow", tracking=tracking)
    if said.get("act") == "remove":
        remove_device(case, endpoint)
        return HttpResponse(status=204)
    try:
        add_device(
            case,
            endpoint=endpoint,
            public_key=said.get("public_key", ""),
            secret=said.get("secret", ""),
            language=get_language() or "ar",
        )
    except NotADevice:
        return HttpResponse(status=NOT_TAKEN)
    return HttpResponse(status=201)
