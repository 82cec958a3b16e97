"""The second step of logging in: a passkey, the code of an app, or a recovery code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from content.forms.limited import tell_when
from permissions.access.factors import CODES
from permissions.limits.asking import NOT_ASKED, Asked
from permissions.people.models import User
from portal.admin_screens.entry import lacks_proof, prove
from portal.admin_screens.screen import UNPROCESSABLE
from portal.sign_in import trying
from portal.sign_in.proving import CREDENTIAL, can_have_passkeys, factor_is_right, ways_of
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

TOO_MANY = 429
LOG_IN = "wagtailadmin_login"
BELIEVED = "believed"
"""In the state of a login: the provider has asked for a second factor, and is believed to."""


class SecondStep(LoginStage):
    """Comes after the password of whoever has a second factor; nobody is logged in before it."""

    key = "second"
    urlname = "second"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        has_one = self.login.user is not None and self.login.user.factor_since is not None
        wanted = has_one and not self.login.state.get(BELIEVED)
        return (redirect("second") if wanted else None), True


class SecondScreen(View):
    """For whoever has just written the right password; and for sessions in which the factor was not proved, whatever
    way they began by: a link, or before there was one."""

    http_method_names = ["get", "head", "post"]
    stage: SecondStep | None = None
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            if not lacks_proof(request, request.user):
                return redirect(self.next_page())
            self.user = request.user
            return super().dispatch(request, *args, **kwargs)
        self.stage = LoginStageController.enter(request, SecondStep.key)
        user = self.stage.login.user if self.stage is not None else None
        if user is None or not user.is_active:
            clear_login(request)
            messages.info(request, _("It took too long. Log in again."))
            return redirect(LOG_IN)
        self.user = user
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        asked = trying.begin_second(request, self.user.username)
        if not asked.may:
            return self.page(asked, status=TOO_MANY)
        factor = factor_is_right(self.user, request.POST)
        if factor is None:
            trying.failed_second(asked, self.user.username)
            return self.page(asked.before_the_next(), refused=refusal(request), status=UNPROCESSABLE)
        if self.stage is not None:
            tell_if_recovered(self.user, factor)
            record_authentication(request, self.user, "mfa", id=factor.pk, type=factor.type)
            answer: HttpResponseBase = self.stage.exit()
        else:
            answer = redirect(self.next_page())
        prove(request, factor=True)
        trying.succeeded(asked, answer, self.user.username)
        return answer

    def next_page(self) -> str:
        """Where they wanted to go."""
        wanted = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if safe else reverse("wagtailadmin_home")

    def page(self, asked: Asked = NOT_ASKED, *, refused: str = "", status: int = 200) -> HttpResponse:
        """What they can prove it with."""
        context = {
            "ways": ways_of(self.user),
            "asked": asked,
            "refused": refused,
            "named": can_have_passkeys(self.request),
            "within": self.stage is None,
        }
        response = TemplateResponse(self.request, "sign_in/second.html", context, status=status)
        tell_when(response, asked)
        return response


def tell_if_recovered(user: User, factor: Authenticator) -> None:
    """Recovery codes lie in drawers: their owner hears of each that is used."""
    if factor.type == CODES:
        with write_transaction():
            tell_of_change("code_used", user.pk)


def refusal(request: HttpRequest) -> str:
    """Why what was shown proves nothing."""
    if request.POST.get(CREDENTIAL):
        return _("This passkey could not be checked. It may have been removed, or asked for in another tab. Try again.")
    return _(
        "This code is not right. It may have run out, or have been used already: wait for the next one. If none is "
        "taken, set the clock of your phone."
    )


second: Callable[..., HttpResponseBase] = never_cache(SecondScreen.as_view())
