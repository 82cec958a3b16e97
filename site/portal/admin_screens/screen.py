"""One door for all screens of the staff: who asks, whether they may, and the same 404 for all that they may not."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views import View
from django.views.defaults import page_not_found
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.permission_policies.collections import CollectionPermissionLookupMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from permissions.access.decide import Held, may
from permissions.access.errors import OutOfReach
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.rights import EDIT_PAGES, NATIONAL
from portal.admin_screens.fresh import asked_again
from portal.admin_screens.looked_at import note_refusal
from workflows.cases.errors import NotAllowed

UNPROCESSABLE = 422
_ATTRIBUTE = "_insaf_held"


def held_in(request: HttpRequest) -> Held:
    """The rights of whoever asks, with the agencies at which they hold them; none for anonymous visitors."""
    held: Held | None = getattr(request, _ATTRIBUTE, None)
    if held is None:
        held = held_by(request.user.pk) if request.user.pk is not None else Held()
        setattr(request, _ATTRIBUTE, held)
    return held


def holds_in(request: HttpRequest, right: str) -> bool:
    """Whether whoever asks holds ``right``: over cases at any agency, over the platform as a whole otherwise."""
    return holds(held_in(request), right)


def holds(held: Held, right: str) -> bool:
    """Whether these rights have ``right`` in them, asked as ``holds_in`` does."""
    return may(held, right, None) if right in NATIONAL else bool(held.at(right))


def _without_pages(request: HttpRequest) -> None:
    """Tell Wagtail that whoever asks has no right on pages or files: its menu would ask the database for each of the
    two, on every screen. Only Wagtail's own screens, which do not pass here, decide by these rights.
    """
    setattr(request.user, PagePermissionPolicy.permission_cache_name, GroupPagePermission.objects.none())
    of_files = CollectionPermissionLookupMixin.permission_cache_name
    setattr(request.user, of_files, GroupCollectionPermission.objects.none())


def nothing_there(request: HttpRequest) -> HttpResponse:
    """The admin's page of an address that does not exist, in the language of the account.

    Raised, ``Http404`` would become that page in the site's first language: Wagtail catches it outside the account's.
    """
    return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")


class StaffScreen(View):
    """A screen for whoever holds ``right`` at some agency; for everybody else it does not exist.

    The admin sends anonymous visitors to the login before a screen is asked. ``NotAllowed`` or ``OutOfReach``, from a
    selector or from the door, becomes the page of an address that does not exist. ``actor`` acts; ``held`` are their
    rights, read once a request.
    """

    http_method_names = ["get", "head", "post"]
    right: ClassVar[str]
    template_name: ClassVar[str]
    asks_again: ClassVar[bool] = False
    """Whether whoever sends something proves first that it is still they, where they have not done so lately."""
    actor: Actor
    held: Held

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_open_to(request):
            note_refusal(request)
            return nothing_there(request)
        self.held = held_in(request)
        self.actor = Actor.staff(int(request.user.pk or 0))
        if not holds(self.held, EDIT_PAGES):
            _without_pages(request)
        if self.asks_again and request.method == "POST":
            asked = asked_again(request)
            if asked is not None:
                return asked
        try:
            return super().dispatch(request, *args, **kwargs)
        except (NotAllowed, OutOfReach):
            note_refusal(request)
            return nothing_there(request)
        except Http404:
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
