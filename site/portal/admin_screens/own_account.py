"""One's own account in the admin: what is asked there, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, LogoutView, NameEmailSettingsPanel

LEFT_OUT = (NameEmailSettingsPanel, AvatarSettingsPanel)


class OwnAccount(AccountView):
    """Wagtail's, without what serves nobody.

    No screen shows the names: an administrator writes the name, in both languages. A picture is seen by its owner
    alone, and would be opened by the web itself, without the limits under which all other files are.
    """

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, LEFT_OUT)]


class Logout(LogoutView):
    """Ends the session by POST alone.

    Wagtail's takes the cookie away whatever the method, and by GET leaves the session alive behind it. Whoever comes by
    the address is asked; whoever asks by any other method is refused.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            return answer
        if request.method in ("GET", "HEAD"):
            if not request.user.is_authenticated:
                return redirect(self.next_page)
            return TemplateResponse(request, "staff/log_out.html")
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])


own_account: Callable[..., HttpResponseBase] = never_cache(require_admin_access(OwnAccount.as_view()))
log_out: Callable[..., HttpResponseBase] = never_cache(Logout.as_view())
