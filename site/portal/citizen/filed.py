"""The page after filing: the tracking number and the secret, to keep or to print, for one hour."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from content.forms.filed_link import LinkExpired, LinkForged, read_filed_link
from portal.citizen.proof import left_at
from portal.settings.packed_pages import never_packed
from workflows.cases.models import Case, Track
from workflows.cases.tracking import secret_of


@require_safe
def filed(request: HttpRequest, signed: str) -> HttpResponse:
    """Number and secret of the case that ``signed`` opens; after an hour, or once left, the page that asks for both."""
    try:
        tracking = read_filed_link(signed, closed=left_at(request))
    except LinkForged as error:
        raise Http404 from error
    except LinkExpired:
        return HttpResponseRedirect(reverse("track"))
    case = Case.objects.select_related("kind", "agency").filter(tracking=tracking).first()
    if case is None:
        raise Http404
    context = {
        "case": case,
        "secret": secret_of(case),
        "files": case.files.filter(event_number=1).count(),
        "letter_to": case.person.email or case.person.phone,
        "sensitive": case.track == Track.SENSITIVE,
    }
    response = TemplateResponse(request, "citizen/filed.html", context)
    patch_cache_control(response, private=True, no_store=True)
    # The address itself opens the secret: it is told to no other site.
    response["Referrer-Policy"] = "no-referrer"
    never_packed(response)
    return response
