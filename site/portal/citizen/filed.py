"""The page after filing: the tracking number and the secret, to keep or to print, for one hour."""

from __future__ import annotations

from urllib.parse import urlencode

import qrcode
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathImage

from content.forms.filed_link import forget_oldest, just_filed
from content.forms.keys import DANGER
from content.pages.template_tags import groups_of_four
from permissions.agencies.models import Agency
from permissions.citizens.sessions import citizen_of
from permissions.translated_text import in_language, one_and_all
from portal.case_shown.days import say_days_alone
from portal.case_shown.others import others_shown
from portal.case_shown.outcomes import undated_words
from portal.citizen.proof import way_to_prove
from portal.settings.packed_pages import never_packed
from workflows.cases.joining import opens
from workflows.cases.models import Case, Track
from workflows.cases.relay import has_relay
from workflows.cases.selectors import state_of
from workflows.cases.state import State, at_work, goes_on_alone
from workflows.cases.tracking import goes_by_letter, secret_if_known
from workflows.cases.why_here import opening_of, to_citizen, why_here
from workflows.notifications.told import confirmations
from workflows.notifications.transports import addresses_of, ways


@never_cache
@require_safe
def filed(request: HttpRequest, tracking: str) -> HttpResponse:
    """Number and secret, to the browser that has just filed ``tracking``; any other is asked for both."""
    if not just_filed(request, tracking):
        return way_to_prove(tracking)
    case = Case.objects.select_related("kind", "agency", "key").get(tracking=tracking)
    secret = secret_if_known(case)
    if not secret or case.erased_at is not None:
        return way_to_prove(tracking)  # another code is shown where it was made; of an erased one nothing is left
    say_days_alone(case)
    state = state_of(case)
    look = state.first_look
    reach, citizen = addresses_of(case.person), citizen_of(request)
    context = {
        "case": case,
        "agencies": one_and_all(dict.fromkeys(in_language(agency.name) for agency in _agencies_of(state))),
        "goes_on_alone": goes_on_alone(state),
        "undated": undated_words(case),
        "secret": secret,
        "copied": "\n".join((_("Request number"), tracking, _("Secret code"), " ".join(groups_of_four(secret)))),
        "files": case.files.filter(event_number=1).count(),
        "why_here": to_citizen(why_here(case, opening_of(case))),
        "letters_to": confirmations(case, ways(reach)),
        "unreached": [] if ways(reach) else [address for address in reach.values() if address],
        "unknown_where": not any(reach.values()) and case.track != Track.SENSITIVE,
        "only_phone": bool(case.person.phone and not case.person.email),
        "people": others_shown(case),
        "code_in_letter": goes_by_letter(case),
        "sensitive": case.track == Track.SENSITIVE,
        "briefly": tracking if case.track == Track.SENSITIVE else "",
        "relayed": case.by_day and has_relay(case),
        "listed": citizen is not None and opens(citizen, tracking),
        "look": look,
        "danger": look is not None or any(answer.value is True for answer in case.answers.filter(key=DANGER)),
        "track_address": request.build_absolute_uri(reverse("track")),
        "qr": "" if case.track == Track.SENSITIVE or look is not None else _drawn_code(request, tracking),
    }
    response = TemplateResponse(request, "citizen/filed.html", context)
    forget_oldest(request, response)
    never_packed(response)
    return response


def _agencies_of(state: State) -> list[Agency]:
    """Who has the request now: of one that is held back, on which nobody works yet, the unit that reads it first."""
    return [work.agency for work in at_work(state)] or [state.case.agency]


def _drawn_code(request: HttpRequest, tracking: str) -> str:
    """The address at which the number is filled in already, as a QR code in SVG. It never holds the secret code."""
    address = request.build_absolute_uri(f"{reverse('track')}?{urlencode({'tracking': tracking})}")
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=2)
    return mark_safe(str(drawn.to_string(encoding="unicode")))  # noqa: S308 - drawn by the library from modules alone, without the address as text
