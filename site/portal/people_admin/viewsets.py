"""The addresses where Wagtail keeps accounts: they lead to our own screens, so that nothing goes past the audit."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail.users.views.users import UserViewSet

from permissions.agencies.rights import MANAGE_PEOPLE
from portal.admin_screens.screen import holds_in, nothing_there


def _leads_to(name: str) -> Callable[..., HttpResponse]:
    def lead(request: HttpRequest, pk: str = "") -> HttpResponse:
        if not holds_in(request, MANAGE_PEOPLE) or not (pk == "" or (pk.isascii() and pk.isdigit())):
            return nothing_there(request)
        return redirect(f"access:{name}", *([int(pk)] if pk else []))

    return lead


class PeopleViewSet(UserViewSet):
    """Accounts are made, changed and switched off by ``portal.people_admin``; none is ever deleted: cases name it."""

    add_to_settings_menu = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", _leads_to("people"), name="index"),
            path("new/", _leads_to("new"), name="add"),
            path("edit/<str:pk>/", _leads_to("account"), name="edit"),
        ]

    def register_search_area(self) -> None:
        """People are searched by our own list."""
