"""Where a citizen shows number and secret, and leaves again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.forms.limited import network_behind, tell_when
from content.pages.kept import OFFLINE_COPY
from content.pages.selectors import way_out
from permissions import security_log
from permissions.limits.asking import NOT_ASKED, ask
from permissions.limits.catalogue import TRACKING
from permissions.limits.challenges import answer_in
from permissions.now import now
from permissions.writing import local, written_hour
from portal.citizen.briefly import keeps_open
from portal.citizen.own_pages import by_origin_or_token
from portal.citizen.proof import forget_all, remember
from workflows.cases.models import Case
from workflows.cases.tracking import find_case, normal_tracking, number_and_secret

UNKEPT = {"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}
"""No browser fills them in again on the way back, or offers them to the next who uses it."""


LONGEST = 160
"""Characters: room for both at once, with the words that stand beside them."""


class TrackForm(forms.Form):
    """The number and the secret, however they are typed; both together in either field, too."""

    tracking = forms.CharField(
        label=_("Number of the request"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs=UNKEPT),
        error_messages={"required": _("Enter the number of your request.")},
    )
    secret = forms.CharField(
        label=_("Secret"),
        max_length=LONGEST,
        strip=True,
        widget=forms.TextInput(attrs=UNKEPT),
        error_messages={"required": _("Enter the code that you were given.")},
    )
    case: Case | None = None

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(_put_in_their_places(data) if data is not None else None, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "tracking" in cleaned and "secret" in cleaned:
            self.case = find_case(cleaned["tracking"], cleaned["secret"])
            if self.case is None:
                security_log.tell("number_and_secret", "refused")
                raise forms.ValidationError(
                    _("We find no request with this number and code. Check both, digit by digit."), code="unknown"
                )
        return cleaned


def _put_in_their_places(data: QueryDict) -> QueryDict:
    """What was sent; where one field holds both number and secret, each in its own."""
    both = number_and_secret(data.get("tracking", "")) or number_and_secret(data.get("secret", ""))
    placed = data.copy()
    if both is not None:
        placed["tracking"], placed["secret"] = both
    return placed


@keeps_open
@by_origin_or_token
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and secret; with both right, the case opens in this browser; a sealed one for less long."""
    if request.method == "POST":
        asked = ask(TRACKING, network_behind(request), answer=answer_in(request.POST))
        form = TrackForm(request.POST) if asked.may else TrackForm(initial=request.POST.dict())
        if asked.may and form.is_valid() and form.case is not None:
            remember(request, form.case)
            return redirect("follow", tracking=form.case.tracking)
    else:
        asked = NOT_ASKED
        form = TrackForm(initial={"tracking": normal_tracking(request.GET.get("tracking", ""))})
    status = 422 if form.is_bound else 200 if asked.may else 429
    response = TemplateResponse(request, "citizen/track.html", {"form": form, "asked": asked}, status=status)
    tell_when(response, asked)
    if request.method != "POST" and not request.COOKIES and not request.GET:
        # As nobody, which is how the app fetches what it keeps: nothing of anybody is in it.
        response[OFFLINE_COPY] = "may"
        patch_cache_control(response, private=True, no_cache=True)
    else:
        add_never_cache_headers(response)
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close what was open in this browser."""
    response = redirect("track")
    forget_all(request, response)
    return response


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What day and what hour it is: where whoever is watched lands. It names neither the platform nor its use."""
    at = now()
    return TemplateResponse(request, "citizen/today.html", {"day": local(at).date(), "hour": written_hour(at)})


@require_POST
def leave_quickly(request: HttpRequest) -> HttpResponse:
    """The same for whoever is watched: on to a page that tells nothing of what was open here."""
    response = redirect(way_out(get_language() or "ar"))
    forget_all(request, response)
    return response
