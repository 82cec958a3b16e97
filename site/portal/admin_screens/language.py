"""Which language an address speaks: the public pages by their prefix, the admin by the reader's own choice."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

ADMIN = "/admin/"


class AddressLanguage(LocaleMiddleware):
    """Django's own, but what is missing in the admin is not looked for again among the public pages."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(ADMIN):
            return response
        return super().process_response(request, response)
