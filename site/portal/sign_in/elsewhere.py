"""Logging in through the staff's OpenID Connect provider: there, back, and linking it with one's own account.

An account is found by the provider and its number there, which its owner has linked while logged in; never by an email
address. Whoever comes in by it is asked for their second factor here as well, unless the operator has named by which
words of the provider it is believed to have asked for one itself.
"""

from __future__ import annotations

import logging
from typing import Any, Final, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from permissions.access.elsewhere import account_behind, link, unlink
from permissions.openid.asking import Asked, Proved, begin, finish
from permissions.openid.errors import AnswerRefused, OpenIdError, ProviderAway, TokenNotTrusted
from permissions.openid.provider import Provider
from permissions.people.models import User
from portal.admin_screens.done import Done, keep
from portal.admin_screens.entry import (
    believe,
    came_elsewhere,
    is_fresh,
    lacks_factor,
    lacks_proof,
    prove,
    renew,
    why_over,
)
from portal.admin_screens.screen import UNPROCESSABLE
from portal.sign_in.own_screen import EntryScreen
from portal.sign_in.second_screen import BELIEVED, LOG_IN
from portal.sign_in.setting_up import SetUpScreen
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

_KEPT: Final = "insaf_elsewhere"
_log = logging.getLogger(__name__)
_AWAY = _("The service through which you log in does not answer now. Log in with your password, or try again later.")
_REFUSED = _("The service did not say that it is you. Nothing has happened; try again, or log in with your password.")
_STALE = _("What came back does not belong to this try: it is too old, or from another tab. Try again.")
_NOT_TRUSTED = _(
    "What the service says of you could not be verified, so nobody was logged in. Log in with your password, and "
    "tell those who run the platform."
)
_NOT_LINKED = _(
    "This account there is linked with no account here. Log in with your password, and link it under “Logging in and "
    "security”."
)
_LINKED = _("It is linked: from now on you can log in through it, and your second factor is asked for as always.")
_NOT_YOURS = _(
    "You logged in there with an account that is not linked with yours here. Log out there, close this window, and try "
    "again from the page that asked."
)
_TAKEN = _("This account there is linked with another account already.")


def provider() -> Provider:
    """The one that the operator has set up; there is no such address without it."""
    found: Provider | None = settings.OIDC_STAFF
    if found is None:
        raise Http404
    return found


def _sent(request: HttpRequest, *, anew: bool = False, **kept: Any) -> HttpResponseBase:
    """There. What is kept is good for one way back."""
    there = provider()
    wanted = " ".join(value for claim, value in there.second_factor if claim == "acr")
    more = {"acr_values": wanted} if wanted else {}
    try:
        address, asked = begin(there, f"{settings.INSAF_URL}{reverse('elsewhere_back')}", anew=anew, **more)
    except OpenIdError as error:
        return _answer(request, _why_not(error), again=anew)
    request.session[_KEPT] = {"asked": asked.kept(), **kept}
    return redirect(address)


@never_cache
@require_GET
def go_elsewhere(request: HttpRequest) -> HttpResponseBase:
    """To the provider, to log in."""
    if settings.OIDC_STAFF is None:
        return redirect(LOG_IN)
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return _sent(request, next=wanted if safe else "")


@never_cache
@require_GET
def show_again(request: HttpRequest) -> HttpResponseBase:
    """To the provider, to log in there anew: in a window beside the page that asks, which keeps what was typed."""
    if settings.OIDC_STAFF is None or not request.user.is_authenticated:
        return redirect(LOG_IN)
    return _sent(request, anew=True, again=request.user.pk)


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponseBase:
    """From the provider, with its answer."""
    if settings.OIDC_STAFF is None:
        return redirect(LOG_IN)
    kept = request.session.pop(_KEPT, {})
    again = bool(kept.get("again"))
    try:
        proved = finish(provider(), Asked.of(kept.get("asked")), request.GET.dict())
    except OpenIdError as error:
        return _answer(request, _why_not(error), again=again)
    user = request.user
    if again:
        if isinstance(user, User) and user.pk == kept["again"] and user == _owner_of(proved):
            return _shown(request, user, proved)
        return _answer(request, _NOT_YOURS, again=True)
    if kept.get("link"):
        may = user.is_authenticated and user.pk == kept["link"] and is_fresh(request) and not lacks_proof(request, user)
        return _link(request, user, proved) if may and isinstance(user, User) else _say(request, _STALE)
    return _enter(request, proved, kept.get("next") or None)


def _owner_of(proved: Proved) -> User | None:
    return account_behind(proved.issuer, proved.subject)


def _enter(request: HttpRequest, proved: Proved, wanted: str | None) -> HttpResponseBase:
    found, believed = _owner_of(proved), provider().asked_for_factor(proved.claims)
    if found is None:
        return _say(request, _NOT_LINKED)
    login = Login(user=found, redirect_url=wanted, state={BELIEVED: True} if believed else None)
    response = cast("HttpResponseBase", perform_login(request, login))
    if believed and request.user == found:
        believe(request)
    return response


def _shown(request: HttpRequest, user: User, proved: Proved) -> HttpResponse:
    """It is they. The page that asked still asks for their second factor, unless the provider is believed to have."""
    believed = provider().asked_for_factor(proved.claims)
    if user.factor_since is not None and not believed:
        came_elsewhere(request)
        return _answer(request, "", again=True)
    if why_over(request, user):
        renew(request, user)
    if believed:
        believe(request)
    else:
        prove(request, factor=False)
    return _answer(request, "", again=True)


def _link(request: HttpRequest, user: User, proved: Proved) -> HttpResponse:
    try:
        with write_transaction():
            link(user, proved.issuer, proved.subject)
            tell_of_change("linked", user.pk)
    except IntegrityError:
        keep(request, Done(_TAKEN))
    else:
        keep(request, Done(_LINKED))
    return redirect("sign_in:own")


def _why_not(error: OpenIdError) -> str | Promise:
    _log.warning("Single sign-on: %s: %s", type(error).__name__, error)
    if isinstance(error, ProviderAway):
        return _AWAY
    if isinstance(error, TokenNotTrusted):
        return _NOT_TRUSTED
    return _REFUSED if isinstance(error, AnswerRefused) and error.code else _STALE


def _answer(request: HttpRequest, refused: str | Promise, *, again: bool) -> HttpResponse:
    """In the window beside the page that asked, which goes on by itself; else on the page where they were."""
    if not again:
        return _say(request, refused)
    status = UNPROCESSABLE if refused else 200
    return TemplateResponse(request, "sign_in/shown.html", {"refused": refused}, status=status)


def _say(request: HttpRequest, said: str | Promise) -> HttpResponse:
    """On the page where they were: the login, or one's own."""
    if request.user.is_authenticated:
        keep(request, Done(said))
        return redirect("sign_in:own")
    messages.error(request, str(said))
    return redirect(LOG_IN)


class LinkScreen(SetUpScreen):
    """To the provider, to link it; a fresh proof comes first. A GET: forms may not lead to other sites."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if lacks_factor(self.request, self.me):
            return redirect("sign_in:own")
        return _sent(request, link=self.me.pk)

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect("sign_in:own")


class UnlinkScreen(EntryScreen):
    """Undoes it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("sign_in:own")

    def post(self, request: HttpRequest) -> HttpResponse:
        with write_transaction():
            if unlink(self.me):
                tell_of_change("unlinked", self.me.pk)
        keep(request, Done(_("The link is undone: nobody gets in through it any more.")))
        return redirect("sign_in:own")
