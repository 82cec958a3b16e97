"""One door for all screens of the staff: who asks, whether they may, and the same 404 for all that they may not."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views import View
from django.views.defaults import page_not_found

from permissions.access.decide import Held
from permissions.actors import Actor
from portal.admin_screens.rights import held_in, holds_in
from workflows.cases.errors import NotAllowed

UNPROCESSABLE = 422


def nothing_there(request: HttpRequest) -> HttpResponse:
    """The admin's page of an address that does not exist, in the language of the account.

    Raised, ``Http404`` would become that page in the site's first language: Wagtail catches it outside the account's.
    """
    return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")


class StaffScreen(View):
    """A screen for whoever holds ``right`` at some agency; for everybody else it does not exist.

    The admin sends anonymous visitors to the login before a screen is asked. ``NotAllowed``, from a selector or from
    the door, becomes the page of an address that does not exist. ``actor`` acts; ``held`` are their rights, read once
    a request.
    """

    http_method_names = ["get", "head", "post"]
    right: ClassVar[str]
    template_name: ClassVar[str]
    actor: Actor
    held: Held

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_open_to(request):
            return nothing_there(request)
        self.held = held_in(request)
        self.actor = Actor.staff(int(request.user.pk or 0))
        try:
            return super().dispatch(request, *args, **kwargs)
        except (NotAllowed, Http404):
            return nothing_there(request)

    def is_open_to(self, request: HttpRequest) -> bool:
        """Whether the screen is there for whoever asks."""
        return holds_in(request, self.right)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A method that a screen has no use for: told apart from nothing, it would say that there is a screen."""
        raise Http404

    def show(self, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """The screen's page."""
        return TemplateResponse(self.request, self.template_name, context, status=status)
