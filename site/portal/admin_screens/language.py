"""Which language an address speaks: the public pages by their prefix, the admin by the reader's own choice."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import override

from portal.admin_screens.rooms import ADMIN


class AddressLanguage(LocaleMiddleware):
    """Django's own, but what is missing in the admin is not looked for again among the public pages."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(ADMIN):
            return response
        return super().process_response(request, response)


class AccountLanguage:
    """Middleware, after authentication: all of the admin speaks the language of the account.

    Wagtail sees to it screen by screen; an address that does not exist has no screen, and would tell by its language
    that it is another nothing than a screen that one may not open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        profile = getattr(request.user, "wagtail_userprofile", None) if request.path_info.startswith(ADMIN) else None
        if profile is None:
            return self.get_response(request)
        with override(profile.get_preferred_language()):
            return self.get_response(request)
