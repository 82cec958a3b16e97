"""Behind a one-time link for whoever has lost their phone or key: the password opens it, and a new factor is set up."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from content.forms.limited import tell_when
from permissions.access.errors import LinkRefused
from permissions.access.factors import drop_factors
from permissions.access.one_time_links import open_link, take_link
from permissions.limits.asking import NOT_ASKED, Asked
from permissions.people.models import LinkPurpose, OneTimeLink, User
from portal.admin_screens.screen import UNPROCESSABLE
from portal.sign_in import trying
from portal.sign_in.proving import PASSWORD
from portal.sign_in.second_screen import TOO_MANY
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

GONE = 404


@method_decorator(never_cache, name="dispatch")
class NewFactorScreen(View):
    """Open to whoever holds the token and knows the password: neither is enough alone."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page() if _link(token) else self.page(gone=True, status=GONE)

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        link = _link(token)
        if link is None:
            return self.page(gone=True, status=GONE)
        asked = trying.begin(request, link.user.username)
        if not asked.may:
            return self.page(asked, status=TOO_MANY)
        if not link.user.check_password(request.POST.get(PASSWORD, "")):
            trying.failed(asked, link.user.username)
            return self.page(asked.before_the_next(), refused=_("This is not your password."), status=UNPROCESSABLE)
        try:
            with write_transaction():
                take_link(token)
                drop_factors(link.user)
                tell_of_change("factors_dropped", link.user.pk)
        except LinkRefused:
            return self.page(gone=True, status=GONE)
        asked.never_happened()
        if request.user.is_authenticated:
            logout(request)
        login(request, User.objects.get(pk=link.user_id))
        return redirect("sign_in:own")

    def page(
        self, asked: Asked = NOT_ASKED, *, refused: str = "", gone: bool = False, status: int = 200
    ) -> HttpResponse:
        """The question for the password; ``gone``: the link opens nothing."""
        context: dict[str, Any] = {"asked": asked, "refused": str(LinkRefused()) if gone else refused, "gone": gone}
        response = TemplateResponse(self.request, "sign_in/new_factor.html", context, status=status)
        tell_when(response, asked)
        return response


def _link(token: str) -> OneTimeLink | None:
    link = open_link(token)
    return link if link is not None and link.purpose == LinkPurpose.FACTOR else None
